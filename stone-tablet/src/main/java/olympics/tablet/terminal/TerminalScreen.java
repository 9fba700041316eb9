package olympics.tablet.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import olympics.tablet.core.screen.Command;
import olympics.tablet.core.screen.KeyDecoder;
import olympics.tablet.core.screen.Line;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.ShutdownHooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminal that this process has, as a screen of its own: one thread draws it, ten times a
 * second at most, another reads the keys. Thread-safe.
 *
 * <p>Closing it gives the terminal back as it was. So does the end of the virtual machine, however
 * it comes, but for a kill that cannot be caught.
 */
public final class TerminalScreen implements AutoCloseable {
  /** What is shown. Its methods are called on the screen's threads. */
  public interface Content {
    /** At most so many lines of at most so many columns. */
    List<Line> lines(int columns, int rows);

    /** A key was pressed. */
    void pressed(Command command);

    /** Says what to run when the lines have changed; that never blocks. */
    void onChange(Runnable redraw);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TerminalScreen.class);
  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);

  /** As long as nothing changes: ages grow, and the window may have another size. */
  private static final Duration TICK = Duration.ofMillis(500);

  private static final Duration KEY_PAUSE = Duration.ofMillis(250);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Looks looks;
  private final Content content;
  private final CompletableFuture<?> end;
  private final Attributes before;
  private final Semaphore wanted = new Semaphore(1);
  private final Thread drawer = new Thread(this::draw, "tablet-screen");
  private final Thread reader = new Thread(this::read, "tablet-keys");
  private final Thread atExit = new Thread(this::close, "tablet-screen-close");
  private volatile boolean closing;
  private boolean closed;

  private TerminalScreen(
      Terminal terminal, boolean coloured, Content content, CompletableFuture<?> end) {
    this.terminal = terminal;
    this.looks = new Looks(coloured);
    this.content = content;
    this.end = end;
    before = terminal.getAttributes();
    content.onChange(this::redraw);
    drawer.setDaemon(true);
    reader.setDaemon(true);
  }

  /**
   * Takes the terminal that standard input and output are; nothing if they are none, or one that
   * cannot move its cursor.
   *
   * @param coloured whether to use colours
   * @param end completed when the terminal is gone, or cannot be drawn on
   */
  @SuppressWarnings("SystemConsoleNull") // Where it is not null without a terminal, JLine says no.
  public static Optional<TerminalScreen> open(
      boolean coloured, Content content, CompletableFuture<?> end) {
    if (System.console() == null) {
      return Optional.empty();
    }
    Optional<Terminal> terminal = terminal();
    if (terminal.isEmpty()) {
      return Optional.empty();
    }
    TerminalScreen screen = new TerminalScreen(terminal.get(), coloured, content, end);
    Runtime.getRuntime().addShutdownHook(screen.atExit);
    screen.enter();
    return Optional.of(screen);
  }

  private static Optional<Terminal> terminal() {
    // JLine's own hook would close the terminal before ours has given it back.
    System.setProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK, "true");
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              // Signals are the program's business.
              .nativeSignals(false)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (terminal.getStringCapability(Capability.cursor_address) != null) {
        return Optional.of(terminal);
      }
      terminal.close();
      return Optional.empty();
    } catch (IOException | IllegalStateException none) {
      return Optional.empty();
    }
  }

  private void enter() {
    terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    // Ctrl-C is a signal as ever. Stopped by Ctrl-Z it would leave its screen behind.
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, true);
    raw.setControlChar(Attributes.ControlChar.VSUSP, 0);
    terminal.setAttributes(raw);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    terminal.puts(Capability.cursor_invisible);
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    drawer.start();
    reader.start();
  }

  /** Asks for a drawing soon. */
  private void redraw() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  private void draw() {
    try {
      Display display = new Display(terminal, /* fullscreen= */ true);
      Size size = Size.of(0, 0);
      while (!closing) {
        Size now = terminal.getSize();
        if (!now.equals(size)) {
          size = now;
          display.resize(size);
          display.clear();
        }
        if (size.getRows() > 0 && size.getColumns() > 0) {
          display.update(lines(size), 0);
        }
        if (terminal.writer().checkError()) {
          end.complete(null);
          return;
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN_DRAWINGS.toNanos());
        if (wanted.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          wanted.drainPermits();
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private List<AttributedString> lines(Size size) {
    List<AttributedString> lines = new ArrayList<>();
    for (Line line : content.lines(size.getColumns(), size.getRows())) {
      lines.add(looks.of(line));
    }
    return lines;
  }

  private void read() {
    KeyDecoder decoder = new KeyDecoder();
    NonBlockingReader keys = terminal.reader();
    try {
      while (!closing) {
        int key = keys.read(KEY_PAUSE.toMillis());
        if (key == NonBlockingReader.READ_EXPIRED) {
          decoder.pause();
        } else if (key < 0) {
          end.complete(null);
          return;
        } else {
          decoder.read(key).ifPresent(content::pressed);
        }
      }
    } catch (IOException hungUp) {
      end.complete(null);
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  /** Gives the terminal back. Once; takes two seconds at most. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closing = true;
    drawer.interrupt();
    try {
      drawer.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      terminal.setAttributes(before);
      terminal.puts(Capability.cursor_normal);
      terminal.puts(Capability.keypad_local);
      terminal.puts(Capability.exit_ca_mode);
      terminal.flush();
      terminal.close();
    } catch (IOException | IOError gone) {
      LOG.debug("the terminal is gone", gone);
    }
  }
}

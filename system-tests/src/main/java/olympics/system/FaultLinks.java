package olympics.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import olympics.cli.Program;
import olympics.cli.UsageException;
import olympics.process.core.Address;
import olympics.system.link.FaultyLink;
import olympics.system.link.LinkFault;
import olympics.system.link.LinkOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The links of {@code scripts/games --fault-lab}. Orders are lines that scripts/fault appends to a
 * file; what each link does stands in another, written anew after each order. Whoever may write the
 * first commands the links: it is the owner's.
 */
@Command(
    name = "fault-links",
    description = "Ports that carry to other ports, late or not at all if told so in a file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FaultLinks implements Callable<Integer> {
  private static final Pattern LINK = Pattern.compile("([a-z0-9-]{1,64})=(\\d+):(\\d+)");
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int MOST_BYTES = 64 * 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      required = true,
      description = "Lines as 'LINK delay MILLISECONDS', 'LINK cut' and 'LINK heal' are appended.")
  private Path faults;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      required = true,
      description = "Written once all links are there, and after each order: what each does.")
  private Path state;

  @Parameters(
      paramLabel = "LINK=PORT:TARGET_PORT",
      arity = "1..*",
      description = "A link from one port of this machine to another.")
  private List<String> given = new ArrayList<>();

  private final Map<String, FaultyLink> links = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private long position;

  public static void main(String[] args) {
    Program.run(new FaultLinks(), args);
  }

  @Override
  public Integer call() throws Exception {
    for (String link : given) {
      Matcher matcher = LINK.matcher(link);
      if (!matcher.matches()) {
        throw new UsageException("'" + link + "' is no link, expected LINK=PORT:TARGET_PORT");
      }
      links.put(matcher.group(1), open(matcher.group(2), matcher.group(3)));
      words.put(matcher.group(1), new LinkOrder(matcher.group(1), new LinkFault.None()).words());
    }
    writeState();
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "link-orders"));
    var unused =
        watch.scheduleWithFixedDelay(this::follow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return Program.runUntilStopped(watch::shutdownNow);
  }

  private static FaultyLink open(String port, String target) throws IOException {
    return FaultyLink.to(
        new Address("localhost", Integer.parseInt(target)), Integer.parseInt(port));
  }

  /** Does what new lines of the file say. */
  private void follow() {
    try {
      List<String> lines = newLines();
      lines.forEach(this::obey);
      if (!lines.isEmpty()) {
        writeState();
      }
    } catch (IOException e) {
      say("cannot follow orders: " + e);
      throw new UncheckedIOException(e);
    }
  }

  /** Whole lines only; what is half written is left for the next time. */
  private List<String> newLines() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(faults.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length() - position)];
      file.seek(position);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf('\n') + 1;
      position += end;
      return text.substring(0, end).lines().toList();
    }
  }

  private void obey(String line) {
    try {
      LinkOrder order = LinkOrder.parse(line);
      FaultyLink link = links.get(order.link());
      if (link == null) {
        throw new IllegalArgumentException(
            "there is no link " + order.link() + ", only " + String.join(", ", links.keySet()));
      }
      link.set(order.fault());
      words.put(order.link(), order.words());
      say(order.link() + ": " + order.words());
    } catch (IllegalArgumentException e) {
      say(e.getMessage());
    }
  }

  private void writeState() throws IOException {
    String text =
        words.entrySet().stream()
            .map(link -> link.getKey() + "\t" + link.getValue() + "\n")
            .collect(Collectors.joining("", "orders\t" + position + "\n", ""));
    Path fresh = state.resolveSibling(state.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

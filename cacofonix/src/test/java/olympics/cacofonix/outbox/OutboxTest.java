package olympics.cacofonix.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import olympics.cacofonix.core.SendWindow.Numbered;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Run RUN = Run.named("default", "digest", "results.csv");
  private static final Update GOLD = new MedalWon("Three Wells", Medal.GOLD, "Anvil Bälancing");
  private static final Update SCORE = new ScoreReport("Hens End v Puddleford", "2-1");

  @TempDir private Path folder;

  private static byte[] twoUpdatesOneAnswered() throws IOException {
    FragileFile file = new FragileFile();
    try (Outbox outbox = Outbox.open(file, RUN)) {
      outbox.write(List.of(new Numbered(1, GOLD), new Numbered(2, SCORE)));
      outbox.answered(1);
    }
    return file.readAll();
  }

  private static Outbox reopened(byte[] content) throws IOException {
    FragileFile file = new FragileFile();
    file.append(content);
    return Outbox.open(file, RUN);
  }

  @Test
  void whatWasWrittenAndAnsweredIsKnownAgain() throws Exception {
    try (Outbox outbox = Outbox.open(folder, RUN)) {
      outbox.write(List.of(new Numbered(1, GOLD), new Numbered(2, SCORE)));
      outbox.answered(1);
    }
    try (Outbox outbox = Outbox.open(folder, RUN)) {
      assertThat(outbox.written()).isEqualTo(2);
      assertThat(outbox.acknowledged().through()).isEqualTo(1);
      assertThat(outbox.unanswered(1)).isEmpty();
      assertThat(outbox.unanswered(2)).hasValue(SCORE);
      assertThat(outbox.ignoredBytes()).isZero();
      outbox.write(List.of(new Numbered(3, GOLD)));
      outbox.answered(2);
    }
    try (Outbox outbox = Outbox.open(folder, RUN)) {
      assertThat(outbox.unanswered(3)).hasValue(GOLD);
      assertThat(outbox.acknowledged().through()).isEqualTo(2);
    }
  }

  @Test
  void whereverItIsTornTheWholeRecordsBeforeAreKept() throws Exception {
    byte[] whole = twoUpdatesOneAnswered();
    for (int length = 0; length <= whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      String text = new String(torn, StandardCharsets.UTF_8);
      int lines = (int) text.chars().filter(c -> c == '\n').count();
      FragileFile file = new FragileFile();
      file.append(torn);
      try (Outbox outbox = Outbox.open(file, RUN)) {
        assertThat(outbox.written())
            .as("length %d", length)
            .isEqualTo(Math.max(0, Math.min(2, lines - 1)));
        assertThat(outbox.acknowledged().through()).isEqualTo(lines == 4 ? 1 : 0);
        assertThat(outbox.ignoredBytes())
            .isEqualTo(
                length
                    - text.substring(0, text.lastIndexOf('\n') + 1)
                        .getBytes(StandardCharsets.UTF_8)
                        .length);
        outbox.write(List.of(new Numbered(9, GOLD)));
        assertThat(outbox.written()).isEqualTo(9);
      }
      try (Outbox outbox = Outbox.open(file, RUN)) {
        assertThat(outbox.unanswered(9)).as("written after length %d", length).hasValue(GOLD);
      }
    }
  }

  @Test
  void everyBitThatFlipsIsNoticed() throws Exception {
    byte[] whole = twoUpdatesOneAnswered();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try (Outbox outbox = reopened(damaged)) {
        assertThat(outbox.ignoredBytes()).as("bit %d", bit).isPositive();
        assertThat(outbox.unanswered(1).orElse(GOLD)).isEqualTo(GOLD);
        assertThat(outbox.unanswered(2).orElse(SCORE)).isEqualTo(SCORE);
      }
    }
  }

  @Test
  void anUpdateIsSafeWhenWriteReturns() throws Exception {
    FragileFile file = new FragileFile();
    try (Outbox outbox = Outbox.open(file, RUN)) {
      outbox.write(List.of(new Numbered(1, GOLD), new Numbered(2, SCORE)));
      assertThat(file.isSafe(1)).isTrue();
      assertThat(file.isSafe(2)).isTrue();
      assertThat(file.isSafe(3)).isFalse();
      assertThatThrownBy(() -> outbox.write(List.of(new Numbered(2, GOLD))))
          .hasMessage("update 2 was written before");
    }
  }

  @Test
  void twoOnOneOutboxAreRefused() throws Exception {
    try (Outbox first = Outbox.open(folder, RUN)) {
      assertThatThrownBy(() -> Outbox.open(folder, RUN))
          .isInstanceOf(OutboxInUseException.class)
          .hasMessageContaining("another Cacofonix is publishing this run")
          .hasMessageContaining("--run NAME");
      try (Outbox other = Outbox.open(folder, Run.named("other", "digest", "results.csv"))) {
        assertThat(other.run().writer()).isNotEqualTo(first.run().writer());
      }
    }
    try (Outbox again = Outbox.open(folder, RUN)) {
      assertThat(again.written()).isZero();
    }
  }

  @Test
  void anotherRunsFileIsRefused() throws Exception {
    byte[] whole = twoUpdatesOneAnswered();
    Run other = Run.named("other", "digest", "results.csv");
    Files.write(folder.resolve(other.writer() + ".outbox"), whole);
    assertThatThrownBy(() -> Outbox.open(folder, other)).hasMessageContaining("in truth");
    assertThat(folder.resolve(other.writer() + ".outbox")).hasBinaryContent(whole);
  }

  @Test
  void idsAreFixedByContentAndNameAndFitTheWire() {
    assertThat(RUN.requestId(1044))
        .isEqualTo(Run.named(" default ", "digest", "renamed.csv").requestId(1044));
    assertThat(RUN.requestId(1).writer()).hasValue(RUN.writer());
    assertThat(RUN.requestId(Long.MAX_VALUE / 10).text()).hasSizeLessThanOrEqualTo(64);
    assertThat(Run.named("default", "digest2", "results.csv").writer()).isNotEqualTo(RUN.writer());
  }
}

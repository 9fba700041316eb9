package olympics.cacofonix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.games.core.Medal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir private Path folder;

  private ResultsFile read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private ResultsFile read(byte[] content) throws IOException {
    return ResultsFile.read(Files.write(folder.resolve("results.csv"), content));
  }

  @Test
  void quotesEmptyLinesCarriageReturnsAndAByteOrderMarkAreUnderstood() throws Exception {
    ResultsFile file =
        read("\uFEFFteam,event,medal\r\n\r\n\"Puddleford, the Old\",\"Say \"\"Moo\"\"\",gold\r\n");
    assertThat(file.plan().updates())
        .containsExactly(new MedalWon("Puddleford, the Old", Medal.GOLD, "Say \"Moo\""));
  }

  @Test
  void theDigestIsThatOfTheBytes() throws Exception {
    String first = read("team,medal\nPUD,gold\n").digest();
    assertThat(first).hasSize(64).isEqualTo(read("team,medal\nPUD,gold\n").digest());
    assertThat(read("team,medal\nPUD,gold").digest()).isNotEqualTo(first);
  }

  @Test
  void badLinesAreNamedWithTheFileAndTheirLineInIt() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    team,event,medal

                    PUD,"spans
                    lines",gold
                    PUD,Vault,gould
                    PUD
                    PUD,"",goold
                    """))
        .isInstanceOf(BadResultsException.class)
        .message()
        .isEqualToNormalizingNewlines(
            """
            @: nothing was sent, because
            @:3: event has the character U+000A at position 5, expected printable text
            @:5: no such medal: 'gould', expected gold, silver or bronze
            @:6: 1 columns, expected 3 as in the header
            @:7: no such medal: 'goold', expected gold, silver or bronze"""
                .replace("@", folder.resolve("results.csv").toString()));
  }

  @Test
  void whatIsNotUtf8IsNamedWithItsLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("team,medal\nPUD,gold\nM".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xFC);
    bytes.write("hle,gold\nPUD,gold\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xC3);
    assertThatThrownBy(() -> read(bytes.toByteArray()))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining(
            "results.csv:3: the byte 0xfc at byte 21 of the file is not UTF-8, expected UTF-8 text")
        .hasMessageContaining("results.csv:5: the byte 0xc3");
  }

  @Test
  void aCharacterMayLieAcrossTheEdgesOfTheBuffer() throws Exception {
    String row = "P\u00FCddleford,\uD83E\uDD47 \u20AC,gold\n"; // 2, 4 and 3 bytes
    assertThat(read("team,event,medal\n" + row.repeat(20_000)).plan().size()).isEqualTo(20_000);
    byte[] bytes = ("team,event,medal\n" + row.repeat(20_000)).getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xFF;
    assertThatThrownBy(() -> read(bytes))
        .hasMessageContaining(
            "results.csv:20001: the byte 0xff at byte " + (bytes.length - 3) + " of the file");
  }

  @Test
  void aQuoteThatNeverEndsIsRefused() {
    assertThatThrownBy(() -> read("team,medal\nPUD,gold\nPUD,\"gold\nPUD,gold\n"))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("expected every quoted cell to end with a quote");
  }

  @Test
  void noFileOrAFolderIsSaid() {
    assertThatThrownBy(() -> ResultsFile.read(folder.resolve("none.csv")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ResultsFile.read(folder))
        .hasMessageEndingWith("is no file, expected a results file");
  }

  @Test
  void onlyTheFirstTwentyBadLinesAreNamed() {
    assertThatThrownBy(() -> read("team,medal\n" + "PUD,gould\n".repeat(30)))
        .hasMessageContaining("results.csv:21:")
        .hasMessageContaining("and perhaps more")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("results.csv:22:"));
  }
}

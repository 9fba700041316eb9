package olympics.cacofonix.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsReadingTest {
  private static ResultsReading read(String... lines) {
    ResultsReading reading = new ResultsReading();
    long number = 1;
    for (String line : lines) {
      if (!reading.row(number++, Arrays.asList(line.split(",", -1)))) {
        break;
      }
    }
    return reading;
  }

  private static List<Update> updates(String... lines) {
    ResultsReading reading = read(lines);
    assertThat(reading.problems()).isEmpty();
    return reading.results().stream().map(Result::update).toList();
  }

  @Test
  void aMedalFileIsReadWhateverElseItHas() {
    assertThat(
            updates(
                "awarded_at,time_source,discipline_code,discipline,event,medal,noc",
                "2026-06-20T09:00:00+02:00,actual,BAR,Barnyard,Haystack Vault,BRONZE,TUR",
                "2026-06-20T09:00:00+02:00,actual,BAR,Barnyard,Haystack Vault,BRONZE,PUD",
                "2026-06-20T07:00:05Z,scheduled,BAR,,Haystack Vault,Gold, HEN "))
        .containsExactly(
            new MedalWon("TUR", Medal.BRONZE, "Barnyard Haystack Vault"),
            new MedalWon("PUD", Medal.BRONZE, "Barnyard Haystack Vault"),
            new MedalWon("HEN", Medal.GOLD, "Haystack Vault"));
  }

  @Test
  void columnsMayStandInAnyOrderAndCase() {
    assertThat(updates("Medal,TEAM", "silver,Hens End"))
        .containsExactly(new MedalWon("Hens End", Medal.SILVER, ""));
  }

  @Test
  void theNameOfAMatchHoldsAllThatTellsItFromAnother() {
    assertThat(
            updates(
                "games,title,noc_a,noc_b,end,a,b,running_score",
                "V2026,SAT Final - Sheet B,TUR,PUD,1,2,0,2-0",
                "V2026,SAT Final - Sheet B,TUR,PUD,2,0,2,2-2"))
        .containsExactly(
            new ScoreReport("TUR v PUD V2026 SAT Final - Sheet B", "2-0"),
            new ScoreReport("TUR v PUD V2026 SAT Final - Sheet B", "2-2"));
    assertThat(
            updates(
                "date,team_a,team_b,minute,score,kind",
                "1924-05-25,Italy,Spain,84,1-0,OG",
                "1928-06-01,Italy,Spain,11,0-1,",
                "1928-06-04,Italy,Spain,14,1-0,P"))
        .containsExactly(
            new ScoreReport("Italy v Spain 1924-05-25", "1-0"),
            new ScoreReport("Italy v Spain 1928-06-01", "0-1"),
            new ScoreReport("Italy v Spain 1928-06-04", "1-0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gould,TUR,2026-06-20T09:00:00Z|no such medal: 'gould', expected gold, silver or bronze",
        "gold,,2026-06-20T09:00:00Z|team is empty, expected a name",
        "gold,TUR|2 columns, expected 3 as in the header",
        "gold,TUR,2026-06-20T09:00:00Z,more|4 columns, expected 3 as in the header",
        "gold,TUR,|not a time: '', expected date, time and offset as 2024-07-27T11:23:49+02:00",
        "gold,TUR,2026-06-20T09:00:00|not a time: '2026-06-20T09:00:00', expected date, time and"
            + " offset as 2024-07-27T11:23:49+02:00",
        "gold,TUR,2026-02-30T09:00:00Z|not a time: '2026-02-30T09:00:00Z', expected date, time and"
            + " offset as 2024-07-27T11:23:49+02:00",
      })
  void aBadMedalRowIsNamedWithItsLine(String row, String expected) {
    ResultsReading reading =
        read("medal,noc,awarded_at", "gold,PUD,2026-06-20T08:00:00Z", row, "silver,PUD,bad");
    assertThat(reading.problems()).first().isEqualTo(new Problem(3, expected));
    assertThat(reading.problems()).extracting(Problem::line).containsExactly(3L, 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-06-20,TUR,PUD,1:0|not a running score: '1:0', expected two numbers as 2-1",
        "2026-06-20,TUR,PUD,|not a running score: '', expected two numbers as 2-1",
        "20 June,TUR,PUD,1-0|not a date: '20 June', expected a day as 1924-05-25",
        "2026-06-20,,PUD,1-0|team_a is empty, expected a name",
        "2026-06-20,TUR,,1-0|team_b is empty, expected a name",
      })
  void aBadScoreRowIsNamedWithItsLine(String row, String expected) {
    assertThat(read("date,team_a,team_b,score", row).problems())
        .containsExactly(new Problem(2, expected));
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    String half = "x".repeat(120);
    assertThat(read("medal,team", "gold," + half + half).problems())
        .containsExactly(new Problem(2, "team has 240 characters, expected at most 200"));
    assertThat(read("team_a,team_b,score", half + "," + half + ",1-0").problems())
        .containsExactly(new Problem(2, "event has 243 characters, expected at most 200"));
  }

  @Test
  void aHeaderThatAnnouncesNothingIsRefusedAndNothingMoreIsRead() {
    assertThat(
            read("noc,name,gold,silver,bronze,total", "USA,United States,40,44,42,126").problems())
        .containsExactly(
            new Problem(
                1,
                "not the header of a results file: 'noc,name,gold,silver,bronze,total', expected"
                    + " the columns team and medal, or team_a, team_b and score"));
    assertThat(read("team,medal,Team").problems())
        .containsExactly(new Problem(1, "the column 'team' stands twice in the header"));
    assertThat(read().problems())
        .containsExactly(new Problem(1, "the file is empty, expected a header"));
    assertThat(read("team,medal").problems())
        .containsExactly(new Problem(1, "no row follows the header, expected at least one"));
  }

  @Test
  void readingEndsAfterTwentyBadLines() {
    List<String> lines = new ArrayList<>(List.of("team,medal"));
    for (int i = 0; i < 100; i++) {
      lines.add("TUR,gould");
    }
    assertThat(read(lines.toArray(String[]::new)).problems()).hasSize(20);
  }

  @Test
  void aRowTooManyIsRefused() {
    ResultsReading reading = new ResultsReading();
    assertThat(reading.row(1, List.of("team", "medal"))).isTrue();
    List<String> row = List.of("TUR", "gold");
    for (int i = 0; i < ResultsReading.MAX_ROWS; i++) {
      assertThat(reading.row(i + 2L, row)).isTrue();
    }
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.row(1_000_002, row)).isFalse();
    assertThat(reading.problems())
        .containsExactly(new Problem(1_000_002, "one row too many, expected at most 1000000"));
  }
}

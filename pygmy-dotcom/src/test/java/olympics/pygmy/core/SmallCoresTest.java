package olympics.pygmy.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallCoresTest {
  private static final Pattern PLAIN_NAME =
      Pattern.compile(
          "\\s*(?:<\\?xml[^<>?]*\\?>)?\\s*<methodCall>\\s*<methodName>\\s*"
              + "([A-Za-z0-9_.:/]{1,100})\\s*</methodName>");

  /** Pieces of calls in any order, mostly the right one. */
  private static String piecesOfACall(SplittableRandom random) {
    List<String> right =
        List.of(
            "<?xml version='1.0'?>",
            "\n",
            "<methodCall>",
            " ",
            "<methodName>",
            "get_id",
            "</methodName>");
    List<String> others =
        List.of("", "<", "?>", "?", "\u000b\t", "a", "\u00e9", "<?xml", "x".repeat(100), "<a/>");
    StringBuilder call = new StringBuilder();
    for (String piece : right) {
      int chance = random.nextInt(12);
      if (chance > 0) {
        call.append(piece);
      }
      if (chance < 2) {
        call.append(others.get(random.nextInt(others.size())));
      }
    }
    int cut = random.nextInt(8) == 0 ? random.nextInt(call.length() + 1) : call.length();
    return call.substring(0, cut);
  }

  @Test
  void methodsNameIsFoundWhereTheRegularExpressionFindsIt() {
    SplittableRandom random = new SplittableRandom(11);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String call = piecesOfACall(random);
      Matcher matcher = PLAIN_NAME.matcher(call);
      Optional<String> expected =
          matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
      assertThat(MethodName.find(call)).as(call).isEqualTo(expected);
      found += expected.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(5_000, 15_000);
  }

  private static final long SECOND = 1_000_000_000L;

  @Test
  void budgetAllowsFiftyRetriesASecondWhenThereAreFewRequests() {
    RetryBudget budget = new RetryBudget(0);
    assertThat(retries(budget, 0)).isEqualTo(50);
    assertThat(retries(budget, SECOND - 1)).isZero();
    assertThat(retries(budget, SECOND)).isEqualTo(50);
  }

  @Test
  void budgetAllowsAFifthOfTheRequestsOfThisOrTheLastSecond() {
    RetryBudget budget = new RetryBudget(0);
    for (int i = 0; i < 1000; i++) {
      budget.request(0);
    }
    assertThat(retries(budget, 0)).isEqualTo(200);
    assertThat(retries(budget, SECOND)).isEqualTo(200);
    assertThat(retries(budget, 3 * SECOND)).isEqualTo(50);
  }

  private static int retries(RetryBudget budget, long now) {
    int taken = 0;
    while (taken < 10_000 && budget.tryRetry(now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void timeThatThisProcessDidNotRunDoesNotPass() {
    RunningTime time = new RunningTime(-5);
    assertThat(time.at(5)).isEqualTo(10);
    assertThat(time.at(10 * SECOND)).isEqualTo(10 + RunningTime.MAX_STEP_NANOS);
    assertThat(time.at(9 * SECOND)).as("never backwards").isEqualTo(50_000_010);
    assertThat(time.at(9 * SECOND + 7)).isEqualTo(50_000_017);
  }

  @Test
  void stopOfTheBalancerMakesNobodySuspect() {
    RunningTime time = new RunningTime(0);
    BackEnds backEnds = new BackEnds(1, Timing.DEFAULT);
    long unused = backEnds.arrival();
    backEnds.probeBegan(0, time.at(0));
    assertThat(backEnds.becomesSuspect(0, time.at(60 * SECOND))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<methodCall><methodName>get_id</methodName>",
        "<?xml version='1.0'?>\n<methodCall>\n<methodName>get_id</methodName>\n<params>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodCall>\r\n\t<methodName> get_id"
            + " </methodName>",
      })
  void plainNameIsFound(String beginning) {
    assertThat(MethodName.find(beginning)).contains("get_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<methodCall><methodName></methodName>",
        "<methodCall><methodName>get_id",
        "<methodCall><!-- <methodName>get_id</methodName> --><methodName>set_score</methodName>",
        "<!DOCTYPE x><methodCall><methodName>get_id</methodName>",
        "<methodCall><methodName>get<!---->_id</methodName>",
        "<methodCall><methodName>get&#95;id</methodName>",
        "<methodCall a='b'><methodName>get_id</methodName>",
        "<a><methodCall><methodName>get_id</methodName>",
        "<\0m\0e\0t\0h\0o\0d\0C\0a\0l\0l\0>",
        "<?xml version='1.0'?><?x <methodName>?><methodCall><methodName>get_id</methodName>",
      })
  void nameThatIsNotPlainIsNotGuessed(String beginning) {
    assertThat(MethodName.find(beginning)).isEmpty();
  }

  @Test
  void methodThatIsNotKnownIsTreatedAsAWrite() {
    assertThat(CallKind.of("")).isEqualTo(CallKind.WRITE);
    assertThat(CallKind.of("get_medal_tally")).isEqualTo(CallKind.READ);
    assertThat(CallKind.of("register_client")).isEqualTo(CallKind.SLOW);
    assertThat(CallKind.of("add_team")).isEqualTo(CallKind.WRITE);
  }
}

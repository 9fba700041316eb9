package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import olympics.attack.Dribblers;
import olympics.http.HttpLimits;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private static final int CLIENTS = 500;

  @Test
  void clientsThatSendAByteASecondDoNotDelayOthers() throws Exception {
    try (Echo echo = Echo.start();
        Dribblers dribblers = Dribblers.at(echo.address(), CLIENTS);
        RpcClient client = RpcClient.unsigned()) {
      for (int i = 0; i < 20; i++) {
        dribblers.sendAByteEach();
        long began = System.nanoTime();
        assertThat(client.callAndWait(echo.address(), "echo_on_worker", List.of("x"), Echo.SOON))
            .asString()
            .startsWith("x on ");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      }
      assertThat(dribblers.stillOpen()).isEqualTo(CLIENTS);
    }
  }

  @Test
  void aSlowClientIsEndedInTheEnd() throws Exception {
    HttpLimits hasty = HttpLimits.DEFAULT.withRequestTime(Duration.ofMillis(200));
    try (Echo echo = Echo.start(hasty);
        Dribblers dribblers = Dribblers.at(echo.address(), CLIENTS)) {
      dribblers.sendAByteEach();
      dribblers.awaitEnded();
    }
  }
}

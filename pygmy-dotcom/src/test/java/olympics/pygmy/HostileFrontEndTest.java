package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import olympics.attack.Canary;
import olympics.attack.CanaryListener;
import olympics.attack.HostileReplies;
import olympics.attack.HostileReply;
import olympics.attack.Leaks;
import olympics.attack.LiveHeap;
import olympics.process.core.Address;
import olympics.pygmy.core.Timing;
import olympics.rpc.RpcFault;
import olympics.tls.Links;
import org.junit.jupiter.api.Test;

/** Who answers in a front-end's place without the cluster key is not believed, whatever he says. */
class HostileFrontEndTest {
  /** A balancer repeats at most 50 calls a second. */
  private static final int REPLIES_A_BALANCER = 40;

  private static final double MAX_GROWTH_MIB = 10;

  private static PygmyDotCom balancer(Address... frontEnds) throws IOException {
    return PygmyDotCom.start(
        new Settings(
            new Address("127.0.0.1", 0),
            List.of(frontEnds),
            Rig.KEY,
            Timing.DEFAULT,
            Limits.DEFAULT,
            new SplittableRandom(5),
            Links.PLAIN));
  }

  @Test
  void everyHostileReplyIsMaskedByTheOtherFrontEnd() throws Exception {
    try (CanaryListener canary = new CanaryListener();
        FakeFrontEnd honest = new FakeFrontEnd(1);
        HostileFrontEnd hostile = new HostileFrontEnd()) {
      int sung = Canary.sung();
      List<HostileReply> replies = new ArrayList<>(HostileReplies.all(canary.url()));
      replies.add(HostileReplies.unsigned());
      double before = LiveHeap.mebibytes();
      for (int from = 0; from < replies.size(); from += REPLIES_A_BALANCER) {
        try (PygmyDotCom pygmy = balancer(honest.address(), hostile.address());
            RawClient client = new RawClient(pygmy.address())) {
          for (HostileReply reply :
              replies.subList(from, Math.min(from + REPLIES_A_BALANCER, replies.size()))) {
            masked(reply, hostile, client);
          }
        }
      }
      assertThat(canary.connections()).isZero();
      assertThat(Canary.sung()).isEqualTo(sung);
      assertThat(LiveHeap.mebibytes() - before).isLessThan(MAX_GROWTH_MIB);
    }
  }

  /** Calls until the hostile one was asked; each call is answered by the honest one. */
  private static void masked(HostileReply reply, HostileFrontEnd hostile, RawClient client)
      throws RpcFault {
    hostile.answers(reply);
    int before = hostile.calls();
    String method = before % 2 == 0 ? "get_score" : "add_team";
    while (hostile.calls() == before) {
      assertThat(client.call(method, "Curling").value())
          .as("called with an answer at hand: %s", reply)
          .isEqualTo(method + " by 1");
    }
  }

  @Test
  void aHostileFrontEndAloneGivesCleanFaults() throws Exception {
    try (HostileFrontEnd hostile = new HostileFrontEnd();
        PygmyDotCom pygmy = balancer(hostile.address());
        RawClient client = new RawClient(pygmy.address())) {
      hostile.answers(HostileReplies.unsigned());
      RpcFault read = client.call("get_score", "Curling").fault();
      assertThat(read.code()).isEqualTo(503);
      Leaks.requireNone("a read", read.getMessage());
      RpcFault write = client.call("add_team", "Gaul", "password").fault();
      assertThat(write.code()).isEqualTo(504);
      Leaks.requireNone("a write", write.getMessage());
    }
  }
}

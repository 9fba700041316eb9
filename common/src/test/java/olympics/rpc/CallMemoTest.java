package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallMemoTest {
  private final XmlRpcCodec codec = new XmlRpcCodec();
  private final CallMemo memo = new CallMemo();
  private final List<List<Object>> handled = new ArrayList<>();
  private final CallProcessor processor =
      new CallProcessor(
          codec,
          new MethodTable(
              List.of(
                  RpcMethod.named("read")
                      .mayTake("team", RpcMethod.Type.STRING)
                      .oftenRepeated()
                      .answeredBy(this::handle),
                  RpcMethod.named("write")
                      .takes("password", RpcMethod.Type.STRING)
                      .answeredBy(this::handle)),
              Optional.empty(),
              Runnable::run));

  private Object handle(RpcCall call) throws RpcFault {
    handled.add(call.params());
    if (call.has(0) && call.string(0).equals("Atlantis")) {
      throw new RpcFault(FaultCode.NOT_FOUND, "no such team");
    }
    return call.method();
  }

  private String process(byte[] call) {
    Optional<CallMemo.Known> known = processor.known(Unpooled.wrappedBuffer(call));
    CallContext context =
        new CallContext(InetAddress.getLoopbackAddress(), Optional.empty(), Optional.empty());
    byte[] answer = processor.answer(context, call, known).toCompletableFuture().join();
    return new String(answer, StandardCharsets.UTF_8);
  }

  private byte[] call(String method, Object... params) {
    return codec.encodeCall(method, List.of(params));
  }

  private boolean isKnown(byte[] call) {
    return processor.known(Unpooled.wrappedBuffer(call)).isPresent();
  }

  @Test
  void aReadThatComesAgainIsKnownAndHandledAgain() {
    byte[] read = call("read", "Gaul");
    String first = process(read);
    assertThat(isKnown(read)).isTrue();
    assertThat(process(read)).isEqualTo(first).contains("<string>read</string>");
    assertThat(handled).containsExactly(List.of("Gaul"), List.of("Gaul"));
  }

  @Test
  void onlyReadsThatWereAnsweredAreRemembered() {
    byte[] write = call("write", "secret");
    byte[] refused = call("read", "Atlantis");
    byte[] unfit = call("read", "Gaul", "Rome");
    byte[] notOfText = call("read", 7);
    byte[] malformed = "<methodCall><methodName>read".getBytes(StandardCharsets.UTF_8);
    byte[] large = call("read", "G".repeat(CallMemo.MAX_CALL_BYTES));
    for (byte[] each : List.of(write, refused, unfit, notOfText, malformed, large)) {
      String unused = process(each);
      assertThat(isKnown(each)).as(new String(each, StandardCharsets.UTF_8)).isFalse();
    }
    assertThat(handled).hasSize(3);
  }

  /** Many more calls than places, all different: whoever fills the table gets nothing for it. */
  @Test
  void aKnownCallIsExactlyTheSameBytes() {
    int calls = 8 * CallMemo.PLACES;
    for (int i = 0; i < calls; i++) {
      memo.remember(numbered(i), new XmlRpcCodec.DecodedCall("read", List.of("" + i)));
    }
    int known = 0;
    for (int i = 0; i < calls; i++) {
      Optional<CallMemo.Known> found = memo.find(Unpooled.wrappedBuffer(numbered(i)));
      if (found.isPresent()) {
        known++;
        assertThat(found.get().call().params()).isEqualTo(List.of("" + i));
        assertThat(found.get().xml()).isEqualTo(numbered(i));
      }
    }
    assertThat(known).isEqualTo(memo.size()).isBetween(CallMemo.PLACES / 2, CallMemo.PLACES);
  }

  @Test
  void whereTheBytesLieInABufferDoesNotMatter() {
    memo.remember(numbered(1), new XmlRpcCodec.DecodedCall("read", List.of()));
    ByteBuf around = Unpooled.buffer().writeBytes(new byte[3]).writeBytes(numbered(1)).writeByte(7);
    assertThat(memo.find(around.slice(3, numbered(1).length))).isPresent();
    assertThat(memo.find(around.slice(2, numbered(1).length))).isEmpty();
    assertThat(memo.find(around.slice(3, numbered(1).length - 1))).isEmpty();
    assertThat(memo.find(around.slice(3, numbered(1).length + 1))).isEmpty();
  }

  private static byte[] numbered(int i) {
    return String.format("a call that has the number %08d", i).getBytes(StandardCharsets.UTF_8);
  }
}

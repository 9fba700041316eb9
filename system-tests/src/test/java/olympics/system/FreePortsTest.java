package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final int TO_GUARD = 8_000;

  @Test
  void noPortIsTakenTwice() {
    List<Integer> ports = FreePorts.take(300);
    assertThat(ports).doesNotHaveDuplicates().doesNotContainAnyElementsOf(FreePorts.take(300));
  }

  @Test
  void anotherProcessSeesThatAPortIsTakenThoughNobodyListensThere() throws Exception {
    int port = FreePorts.take(1).get(0);
    listen(port).close();
    assertThatThrownBy(() -> listen(port + TO_GUARD)).isInstanceOf(BindException.class);
  }

  @Test
  void aRowIsOfPortsOneAboveTheOther() {
    List<Integer> row = FreePorts.takeRow(7);
    int first = row.get(0);
    assertThat(row).isEqualTo(IntStream.range(first, first + 7).boxed().toList());
  }

  private static ServerSocket listen(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}

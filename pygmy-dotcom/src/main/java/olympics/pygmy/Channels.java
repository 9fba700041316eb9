package olympics.pygmy;

import io.netty.channel.Channel;

/** Ends channels whose end is noticed elsewhere, by the handler that is told of it. */
final class Channels {
  private Channels() {}

  /** Closes; the handlers hear that the channel is inactive. */
  static void close(Channel channel) {
    var unused = channel.close();
  }
}

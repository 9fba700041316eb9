package olympics.pygmy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import olympics.process.core.Address;
import olympics.tls.Links;

/**
 * How the balancer connects to front-ends.
 *
 * @param bootstrap without a handler
 * @param links with TLS, if they say so
 */
record Outwards(Bootstrap bootstrap, Links links) {
  /**
   * Connects; with TLS the future succeeds once the front-end has proved who it is.
   *
   * @param reader of the answers, behind their decoder
   */
  ChannelFuture connect(Address address, int maxHeaderBytes, Supplier<ChannelHandler> reader) {
    Bootstrap connecting =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(AnswerCollector.decoder(maxHeaderBytes), reader.get());
                  }
                });
    return links.connect(
        connecting, address, InetSocketAddress.createUnresolved(address.host(), address.port()));
  }
}

/**
 * XML for XML-RPC: hardened readers with limits, and the writer. Knows neither HTTP nor the Games;
 * used by {@link olympics.rpc} only.
 */
package olympics.rpc.xml;

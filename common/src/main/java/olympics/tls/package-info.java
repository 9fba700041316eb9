/**
 * TLS for every link: the certificates in a data directory, how they are made, and what servers and
 * clients do with them. TLS 1.3 and 1.2 with the JDK's own provider, by Netty's handler.
 *
 * <p>Programs make {@link olympics.tls.Links} from {@link olympics.tls.TlsFiles} and hand them to
 * servers and clients; {@code init-secrets} makes the files by {@link
 * olympics.tls.CertificateMaker}. Not pure.
 */
package olympics.tls;

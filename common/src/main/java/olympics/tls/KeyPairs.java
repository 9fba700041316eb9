package olympics.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Tells whether a private key and a public one belong together. */
final class KeyPairs {
  private static final byte[] TEXT = "the Games".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  static boolean belongTogether(PrivateKey key, PublicKey other) {
    try {
      Signature signature = Signature.getInstance(signatureOf(other.getAlgorithm()));
      signature.initSign(key);
      signature.update(TEXT);
      byte[] signed = signature.sign();
      signature.initVerify(other);
      signature.update(TEXT);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException doNotFit) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot use keys of the sort " + other.getAlgorithm(), e);
    }
  }

  private static String signatureOf(String algorithm) {
    return switch (algorithm) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> algorithm;
    };
  }
}

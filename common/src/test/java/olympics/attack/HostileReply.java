package olympics.attack;

/**
 * Bytes with which a server answers in ill will; afterwards it ends its side.
 *
 * @param name for people
 * @param bytes all of it, each byte as the character of that number
 */
public record HostileReply(String name, String bytes) {
  @Override
  public String toString() {
    return name;
  }
}

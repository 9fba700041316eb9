package olympics.pygmy.diagram.core;

import java.util.List;

/**
 * A message in the diagram: where it was sent, and its receipt.
 *
 * @param number its row, from 1 without gaps; an order that never contradicts happened-before
 * @param line the receiver's address
 * @param from the place that the attached clock proves
 * @param learnt what the receiver knew before that neither came attached nor was known at its
 *     receipt before: answers brought it
 * @param cause the number of the receipt that this passes on, known by the request id; 0 if none is
 * @param missed receipts of this life right before this one that nobody told of
 * @param reborn whether it is the first one here of a process that took an earlier one's place
 */
public record Message(
    long number,
    String line,
    Receipt receipt,
    MessageKind kind,
    Place from,
    List<Place> learnt,
    long cause,
    long missed,
    boolean reborn) {
  public Message {
    learnt = List.copyOf(learnt);
  }
}

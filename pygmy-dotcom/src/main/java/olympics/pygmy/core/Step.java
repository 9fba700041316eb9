package olympics.pygmy.core;

/** What to do next with a request. */
public enum Step {
  /** Give the client the answer that came. */
  PASS_ON,
  /** Gather evidence again and forward the same call, with the same id. */
  TRY_AGAIN,
  /** Ask the database, through any front-end, what became of the write with this id. */
  ASK_BY_ID,
  /** Tell the client that it failed: 504 if the outcome of a write is unknown, else 503. */
  GIVE_UP
}

package dev.fanfare.messages;

/** Allows a client a fixed number of messages. */
public final class AnyAllowance implements CatchUp.Allowance {
  private int left;

  public AnyAllowance(int messages) {
    this.left = messages;
  }

  @Override
  public boolean takeMessage() {
    return left-- > 0;
  }

  @Override
  public boolean awaitPost() {
    return true;
  }
}

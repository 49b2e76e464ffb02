package dev.fanfare.messages;

/** Lets a client have so many messages. */
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

package dev.fanfare.cli.text;

/** Draws a progress bar of fixed width in ASCII characters. */
public final class ProgressBar {
  private ProgressBar() {}

  /**
   * @param share from 0 to 1; values outside are clamped
   * @param width number of characters between the brackets
   */
  public static String of(double share, int width) {
    double within = Math.max(0, Math.min(1, share));
    int full = (int) Math.floor(within * width);
    if (full == width) {
      return "[" + "=".repeat(width) + "]";
    }
    return "[" + "=".repeat(full) + ">" + " ".repeat(width - full - 1) + "]";
  }
}

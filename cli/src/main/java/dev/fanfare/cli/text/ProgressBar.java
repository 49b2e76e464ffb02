package dev.fanfare.cli.text;

/** A bar of fixed width, in characters that every terminal has. */
public final class ProgressBar {
  private ProgressBar() {}

  /**
   * @param share from 0 to 1; what lies outside is drawn as the nearer end
   * @param width between the brackets
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

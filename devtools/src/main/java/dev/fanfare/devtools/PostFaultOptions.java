package dev.fanfare.devtools;

import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that inject faults into posts of a local stack. {@code --fault-seed} needs {@code
 * --post-faults}.
 */
final class PostFaultOptions {
  @Option(
      names = "--post-faults",
      paramLabel = "KIND=PERCENT,...",
      required = true,
      converter = SharesConverter.class,
      description =
          "Shares of the posts to @connections that fail. 429 and 5xx: answered with that"
              + " status. reset: the TCP connection ends instead of delivering; lost: after"
              + " delivering. slow: answered 2 s late.")
  private PostFaultShares shares;

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "Decides which posts --post-faults affects (default: 1).")
  private long seed = 1;

  PostFaults faults() {
    return new SeededPostFaults(shares, seed);
  }

  /** Turns an invalid value into an exception of picocli. */
  private static final class SharesConverter implements ITypeConverter<PostFaultShares> {
    @Override
    public PostFaultShares convert(String text) {
      try {
        return PostFaultShares.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}

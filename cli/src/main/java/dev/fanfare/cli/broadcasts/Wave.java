package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several broadcasts of a request, each to a further part of the audience: nobody is in two
 * of them, and together they reach whom the request means.
 *
 * @param number from 1
 * @param from percent of the audience that earlier waves have had; zero for the first
 * @param to percent up to which this one goes
 */
public record Wave(int number, BigDecimal from, BigDecimal to) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * The waves of a request: one up to each of the bounds, and one for the rest.
   *
   * @param bounds in percent, such as 1 and 10
   * @param draft which may itself mean a share of the audience
   * @throws InvalidRequestException when a bound is no share, or not above the one before, or
   *     leaves nobody to the last wave
   */
  public static List<Wave> of(List<BigDecimal> bounds, RequestDraft draft) {
    BigDecimal from =
        draft.field("percent_from").map(percent -> percent.decimalValue()).orElse(BigDecimal.ZERO);
    BigDecimal end = draft.field("percent").map(percent -> percent.decimalValue()).orElse(ALL);
    var waves = new ArrayList<Wave>();
    for (BigDecimal bound : bounds) {
      if (!Share.isValid(bound)) {
        throw refusal(bound, Share.RULE);
      }
      if (bound.compareTo(from) <= 0 || bound.compareTo(end) >= 0) {
        throw refusal(
            bound,
            "must be above %s and below %s, so that every wave has somebody"
                .formatted(from.toPlainString(), end.toPlainString()));
      }
      waves.add(new Wave(waves.size() + 1, from, bound));
      from = bound;
    }
    waves.add(new Wave(waves.size() + 1, from, end));
    return waves;
  }

  private static InvalidRequestException refusal(BigDecimal bound, String rule) {
    return new InvalidRequestException("canary", bound.toPlainString(), rule);
  }

  /** The request of this wave alone. */
  public RequestDraft draft(RequestDraft whole, String id) {
    RequestDraft part = whole.with("id", id).with("percent", to);
    return from.signum() == 0 ? part : part.with("percent_from", from);
  }

  /**
   * The broadcast's name.
   *
   * @throws dev.fanfare.cli.CommandFailure when it would be too long
   */
  public String id(String whole) {
    return DerivedId.of(whole, "-wave-" + number);
  }

  /** "1 % to 10 %". */
  public String words() {
    return "%s %% to %s %%".formatted(from.toPlainString(), to.toPlainString());
  }
}

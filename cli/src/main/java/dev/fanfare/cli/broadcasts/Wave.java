package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several broadcasts of a request. Each goes to a different share of the audience: no
 * connection is in two waves, and together they cover the audience of the request.
 *
 * @param number from 1
 * @param from lower bound in percent of the audience, exclusive; 0 for the first wave
 * @param to upper bound in percent of the audience, inclusive
 */
public record Wave(int number, BigDecimal from, BigDecimal to) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * Splits a request into waves: one up to each bound, and one for the rest.
   *
   * @param bounds in percent, ascending, such as 1 and 10
   * @param draft the request, which may itself be limited to a share of the audience
   * @throws InvalidRequestException if a bound is not a valid share, is not above the previous one,
   *     or leaves nothing for the last wave
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
            "must be above %s and below %s, so that no wave is empty"
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

  /** Returns the request of this wave. */
  public RequestDraft draft(RequestDraft whole, String id) {
    RequestDraft part = whole.with("id", id).with("percent", to);
    return from.signum() == 0 ? part : part.with("percent_from", from);
  }

  /**
   * Returns the id of the broadcast of this wave.
   *
   * @param whole id of the whole request
   * @throws dev.fanfare.cli.CommandFailure if the id is too long
   */
  public String id(String whole) {
    return DerivedId.of(whole, "-wave-" + number);
  }

  /** Returns the bounds, such as "1 % to 10 %". */
  public String words() {
    return "%s %% to %s %%".formatted(from.toPlainString(), to.toPlainString());
  }
}

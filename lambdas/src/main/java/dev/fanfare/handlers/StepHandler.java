package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Base class of the state machine's steps: decode, one call, encode. Uses streams because the
 * Lambda runtime's own mapper cannot create records.
 *
 * @param <I> the input, a record
 * @param <O> the output, a record; it must stay far below the 256 KiB limit of a state
 */
public abstract class StepHandler<I, O> implements RequestStreamHandler {
  private static final byte[] NOTHING = {'n', 'u', 'l', 'l'};

  private final Class<I> type;

  protected StepHandler(Class<I> type) {
    this.type = type;
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    byte[] event = in.readAllBytes();
    if (KeepWarm.is(event)) {
      out.write(NOTHING);
    } else {
      encode(handle(decode(new ByteArrayInputStream(event)), context), out);
    }
  }

  /** Reads the input; a step may override it with a faster method than the mapper. */
  protected I decode(InputStream in) throws IOException {
    try {
      return Json.MAPPER.readValue(in, type);
    } catch (NumberFormatException e) { // JSON does not limit exponents, but BigDecimal does.
      throw new InvalidRequestException(
          "the input", "unreadable JSON", "must not contain a number with such a large exponent");
    }
  }

  /** Writes the output; a step may override it with a faster method than the mapper. */
  protected void encode(O answer, OutputStream out) throws IOException {
    Json.MAPPER.writeValue(out, answer);
  }

  protected abstract O handle(I payload, Context context) throws IOException;
}

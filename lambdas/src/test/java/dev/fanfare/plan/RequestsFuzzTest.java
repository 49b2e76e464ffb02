package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.handlers.StepHandler;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.FuzzTexts;
import dev.fanfare.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any text on the queue, or in the input of an execution that is started by hand, is a valid
 * request or is refused with printable text.
 */
class RequestsFuzzTest {
  private static final int MAX_REFUSAL_LENGTH = 2_000;
  private static final List<String> VALID =
      List.of(
          "{\"users\":[\"ann\",\"Zoë\"],\"exclude_users\":[\"bob\"],\"data\":{\"a\":[1.10,null]}}",
          "{\"channels\":[\"news\"],\"filter\":\"plan == \\\"pro\\\" && level > 3\",\"data\":1}",
          "{\"data\":\"x\",\"percent\":12.5,\"percent_from\":5,\"rate\":100,\"ttl_seconds\":60}",
          "{\"id\":\"sale\",\"expires_at\":\"2026-11-22T10:00:00Z\",\"dry_run\":true,\"data\":[]}",
          "{\"resend_of\":\"sale\",\"id\":\"sale-2\"}",
          "{\"correct_of\":\"sale\",\"exclude_connections\":[\"c=\"],\"data\":{}}",
          "{\"requestKey\":\"broadcasts/sale/request.json\"}");

  private int read;

  @Test
  void read_anyText_isAcceptedOrRefused() {
    read(21, 4_000);
  }

  @Test
  @Tag("campaign")
  void read_veryManyTexts_areAcceptedOrRefused() {
    read(22, 100_000);
  }

  private void read(long seed, int requests) {
    var texts = new FuzzTexts(seed, VALID);
    for (int i = 0; i < requests; i++) {
      String text = texts.next();
      check(i, text, () -> RequestReader.read(text.getBytes(StandardCharsets.UTF_8)));
      check(i, text, () -> readInput(text));
    }
    assertThat(read).as("some are valid").isPositive();
  }

  private void check(int number, String text, Runnable reading) {
    try {
      reading.run();
      read++;
    } catch (InvalidRequestException e) {
      if (!Printable.is(e.getMessage()) || e.getMessage().length() > MAX_REFUSAL_LENGTH) {
        throw new AssertionError("request " + number + ": " + text, e);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("request " + number + ": " + text, e);
    }
  }

  /** The input as Step Functions passes it, which must be JSON. */
  private static void readInput(String text) {
    var planner =
        new StepHandler<JsonNode, Object>(JsonNode.class) {
          @Override
          protected Object handle(JsonNode input, Context context) {
            var bucket = new MemoryBucket();
            return new RequestSource(bucket, new BroadcastKeys("sale"), name -> text).read(input);
          }

          @Override
          protected void encode(Object answer, OutputStream out) {
            // The test only checks the parsing.
          }
        };
    try {
      var input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      planner.handleRequest(input, OutputStream.nullOutputStream(), null);
    } catch (JsonProcessingException e) {
      // No execution can start with this input.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

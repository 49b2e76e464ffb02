package dev.fanfare.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicEnvelopeTest {
  private static final String ENVELOPE =
      """
      {"Type":"Notification","MessageId":"m-1","TopicArn":"arn:aws:sns:us-east-1:123456789012:news",
       "Subject":"sale","Message":"{\\"data\\":1}","Timestamp":"2026-11-22T08:15:00.000Z",
       "SignatureVersion":"1","Signature":"EXAMPLE","SigningCertURL":"https://sns","UnsubscribeURL":"https://sns",
       "MessageAttributes":{"data":{"Type":"String","Value":"x"},"Type":{"Type":"String","Value":"y"}}}
      """;

  @Test
  void of_envelope_returnsItsMessageAndId() {
    assertThat(TopicEnvelope.of(ENVELOPE)).contains(new TopicEnvelope("m-1", "{\"data\":1}"));
  }

  @Test
  void of_envelopeWithAByteOrderMark_isAnEnvelope() {
    assertThat(TopicEnvelope.of("\ufeff" + ENVELOPE)).isPresent();
  }

  @Test
  void of_envelopeOfAnotherPartition_isAnEnvelope() {
    assertThat(TopicEnvelope.of(ENVELOPE.replace("arn:aws:", "arn:aws-cn:"))).isPresent();
  }

  /** The payload under {@code data} may have any form, even that of an envelope. */
  @Test
  void of_requestWithAnEnvelopeAsData_isNoEnvelope() {
    assertThat(TopicEnvelope.of("{\"data\":" + ENVELOPE + "}")).isEmpty();
  }

  /** The message is treated as a request, and refused because of fields that no request has. */
  @Test
  void of_requestWithTheFieldsOfAnEnvelope_isNoEnvelope() {
    assertThat(TopicEnvelope.of(ENVELOPE.replaceFirst("\\{", "{\"data\":1,"))).isEmpty();
    assertThat(TopicEnvelope.of(ENVELOPE.replaceFirst("}}}", "}},\"data\":1}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "\"Notification\"",
        "[]",
        "null",
        "{}",
        "{\"data\":1}",
        "{\"Type\":\"Notification\",\"MessageId\":\"m-1\",\"Message\":\"{}\"}",
        "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:r:1:t\",\"MessageId\":7,\"Message\":\"{}\"}",
        "{\"Type\":\"Notification\",\"TopicArn\":\"news\",\"MessageId\":\"m-1\",\"Message\":\"{}\"}",
        "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"arn:aws:sns:r:1:t\",\"MessageId\":\"m\",\"Message\":\"\"}"
      })
  void of_anythingElse_isNoEnvelope(String body) {
    assertThat(TopicEnvelope.of(body)).isEmpty();
  }

  @Test
  void of_invalidEnvelope_isNoEnvelope() {
    String sound = ENVELOPE.strip();

    assertThat(TopicEnvelope.of(sound.substring(0, sound.length() - 1))).isEmpty();
    assertThat(TopicEnvelope.of(sound + "{}")).isEmpty();
    assertThat(TopicEnvelope.of(sound.replaceFirst("\\{", "{\"Message\":\"twice\","))).isEmpty();
  }
}

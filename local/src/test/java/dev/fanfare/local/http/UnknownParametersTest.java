package dev.fanfare.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.fanfare.local.http.RestApi.Response;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A parameter that an action does not read is refused in every protocol, before it has an effect.
 */
class UnknownParametersTest {
  private static final String PREFIX =
      "NOT_SUPPORTED_LOCALLY: the local Pets does not read the parameter ";

  private final List<String> fed = new ArrayList<>();
  private final Map<String, Action> actions =
      Map.of(
          "Feed",
          Action.of(this::feed, "Name", "Meals.Food", "Labels"),
          "Leak",
          Action.of(input -> Map.of("Name", input.required("Name"))));
  private LocalService service;

  private Map<String, Object> feed(Input input) {
    fed.add(input.required("Name"));
    input.list("Meals").forEach(meal -> fed.add(meal.required("Food")));
    fed.addAll(input.texts("Labels"));
    return Map.of();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Name":"rex","Colour":"red"}                        | Colour
          {"Name":"rex","Meals":[{"Food":"x"},{"Drink":"y"}]}  | Meals.Drink
          {"Name":"rex","Meals":{"Drink":"y"}}                 | Meals.Drink
          {"name":"rex"}                                       | name
          """)
  void json_unknownMember_isRefusedBeforeAnyEffect(String body, String parameter) throws Exception {
    service =
        LoopbackHttp.start(
            "test", 0, AwsApi.handler("Pets", actions, Protocol.json("Pets", "1.0")));

    assertThat(post(body)).contains("ValidationException", PREFIX + parameter + " of Feed");
    assertThat(fed).isEmpty();
  }

  @Test
  void json_nullAndNestedValues_areNotParameters() throws Exception {
    service =
        LoopbackHttp.start(
            "test", 0, AwsApi.handler("Pets", actions, Protocol.json("Pets", "1.0")));

    post("{\"Name\":\"rex\",\"Colour\":null,\"Meals\":[{\"Food\":\"x\"}],\"Labels\":[\"a\"]}");

    assertThat(fed).containsExactly("rex", "x", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "Action=Feed&Version=1&Name=rex&Colour=red, Colour",
    "Action=Feed&Name=rex&Meals.member.1.Food=x&Meals.member.2.Drink=y, Meals.Drink",
    "Action=Feed&Name=rex&Tags.member.1.Key=a&Tags.member.1.Value=b, Tags"
  })
  void query_unknownParameter_isRefusedBeforeAnyEffect(String form, String parameter)
      throws Exception {
    service =
        LoopbackHttp.start(
            "test", 0, AwsApi.handler("Pets", actions, Protocol.query("http://pets.example/")));

    assertThat(post(form))
        .contains("<Code>ValidationError</Code>", PREFIX + parameter + " of Feed");
    assertThat(fed).isEmpty();
  }

  @Test
  void cbor_unknownMember_isRefused() throws Exception {
    service = LoopbackHttp.start("test", 0, AwsApi.handler("Pets", actions, Protocol.cbor()));
    byte[] body =
        new ObjectMapper(new CBORFactory()).writeValueAsBytes(Map.of("Name", "rex", "Colour", 1));
    var request =
        HttpRequest.newBuilder(service.endpoint().resolve("/service/Pets/operation/Feed"))
            .header("Smithy-Protocol", "rpc-v2-cbor")
            .POST(BodyPublishers.ofByteArray(body))
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .contains(PREFIX + "Colour of Feed");
  }

  /** Otherwise a name that is missing in the list would be refused when a client sends it. */
  @Test
  void action_readsAMemberThatItDoesNotName_fails() throws Exception {
    service =
        LoopbackHttp.start(
            "test", 0, AwsApi.handler("Pets", actions, Protocol.query("http://pets.example/")));

    assertThat(post("Action=Leak")).contains("InternalFailure");
  }

  @ParameterizedTest
  @CsvSource({
    "/pets/rex?Colour=red, {}, X-Amz-Date, Colour",
    "/pets/rex?Mood=good, {}, X-Amz-Leash, X-amz-leash",
    "/pets/rex, '{\"Colour\":1}', X-Amz-Date, Colour"
  })
  void rest_unknownParameter_isRefused(String path, String body, String header, String parameter)
      throws Exception {
    var routes =
        new RestRoutes("Pets")
            .on(
                "Feed",
                "POST",
                "pets/{}",
                Members.of("Food"),
                call -> {
                  fed.add(call.name());
                  return Response.json(200, Map.of());
                },
                "Mood");
    service = LoopbackHttp.start("test", 0, RestApi.handler("message", routes));
    var request =
        HttpRequest.newBuilder(service.endpoint().resolve(path))
            .header(header, "x")
            .header("X-Amzn-Trace-Id", "y")
            .POST(BodyPublishers.ofString(body))
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .contains(PREFIX + parameter + " of Feed");
    assertThat(fed).isEmpty();
  }

  private String post(String body) throws Exception {
    var request =
        HttpRequest.newBuilder(service.endpoint())
            .header("X-Amz-Target", "Pets.Feed")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}

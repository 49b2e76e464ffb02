package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.stepfunctions.ScriptedFunctions;
import dev.fanfare.local.stepfunctions.TestStates;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The objects that a Map Run writes to S3. */
class ResultWriterTest {
  private static final List<String> FIELDS =
      List.of(
          "ExecutionArn",
          "Input",
          "InputDetails",
          "Name",
          "Output",
          "OutputDetails",
          "RedriveCount",
          "RedriveStatus",
          "RedriveStatusReason",
          "StartDate",
          "StateMachineArn",
          "Status",
          "StopDate");

  private final TestStates states = new TestStates();
  private final ObjectMapper mapper = new ObjectMapper();

  @AfterEach
  void close() {
    states.close();
  }

  private JsonNode json(String key) throws Exception {
    return mapper.readTree(states.objects.text(TestStates.BUCKET, key));
  }

  @Test
  void resultWriter_withFailures_writesFilesAndManifest() throws Exception {
    states.functions.define(
        "push",
        payload ->
            CompletableFuture.completedFuture(
                payload.equals("2")
                    ? ScriptedFunctions.invocation(
                        "{\"errorType\":\"Bad\"}", Optional.of("Unhandled"))
                    : ScriptedFunctions.ok("{\"n\":" + payload + "}")));

    var ended =
        states.run(
            MapRunTest.map(
                "'Items':[1,2,3],'ToleratedFailureCount':1,'ResultWriter':{"
                    + "'Resource':'arn:aws:states:::s3:putObject','Arguments':{"
                    + "'Bucket':'results','Prefix':'out'}}"),
            "{}");

    var mapRunArn = states.mapRun(ended.executionArn()).mapRunArn();
    var folder = "out/" + mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1) + "/";
    assertThat(mapper.readTree(ended.output()))
        .isEqualTo(
            mapper.readTree(
                "{\"MapRunArn\":\"%s\",\"ResultWriterDetails\":{\"Bucket\":\"results\",\"Key\":\"%smanifest.json\"}}"
                    .formatted(mapRunArn, folder)));
    var manifest = json(folder + "manifest.json");
    assertThat(manifest.get("DestinationBucket").asText()).isEqualTo("results");
    assertThat(manifest.at("/ResultFiles/PENDING")).isEmpty();
    var succeeded = json(manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText());
    assertThat(succeeded).hasSize(2);
    assertThat(succeeded.get(1).get("Output").asText()).isEqualTo("{\"n\":3}");
    assertThat(succeeded.get(1).get("Input").asText()).isEqualTo("3");
    assertThat(succeeded.get(1).get("StartDate").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(succeeded.get(1).fieldNames()).toIterable().containsExactlyElementsOf(FIELDS);
    var failed = json(folder + "FAILED_0.json");
    assertThat(failed.get(0).get("Error").asText()).isEqualTo("Bad");
    assertThat(states.mapRun(ended.executionArn()).executionCounts().resultsWritten()).isEqualTo(3);
  }

  @Test
  void resultWriter_abandonedRun_listsChildrenThatNeverRan() throws Exception {
    states.functions.fail("push", "Bad");

    var ended =
        states.run(
            MapRunTest.map(
                "'Items':[1,2,3],'MaxConcurrency':1,'ResultWriter':{"
                    + "'Resource':'arn:aws:states:::s3:putObject','Arguments':{"
                    + "'Bucket':'results','Prefix':'out/'},"
                    + "'WriterConfig':{'Transformation':'COMPACT','OutputType':'JSON'}}"),
            "{}");

    assertThat(ended.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    var mapRunArn = states.mapRun(ended.executionArn()).mapRunArn();
    var folder = "out/" + mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1) + "/";
    assertThat(json(folder + "FAILED_0.json")).hasSize(1);
    var pending = json(folder + "PENDING_0.json");
    assertThat(pending).hasSize(2);
    assertThat(pending.get(0).get("Input").asText()).isEqualTo("2");
    assertThat(json(folder + "manifest.json").at("/ResultFiles/SUCCEEDED")).isEmpty();
  }

  @Test
  void resultWriter_compact_writesOnlyOutputs() throws Exception {
    states.functions.answer("push", payload -> "{\"n\":" + payload + "}");

    var ended =
        states.run(
            MapRunTest.map(
                "'Items':[1,2],'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject',"
                    + "'Arguments':{'Bucket':'results','Prefix':'out'},"
                    + "'WriterConfig':{'Transformation':'COMPACT'}}"),
            "{}");

    var key = mapper.readTree(ended.output()).at("/ResultWriterDetails/Key").asText();
    assertThat(json(key.replace("manifest", "SUCCEEDED_0")).toString())
        .isEqualTo("[{\"n\":1},{\"n\":2}]");
  }

  @Test
  void resultWriter_toAMissingBucket_failsTheMapRun() {
    states.functions.answer("push", payload -> payload);

    var ended =
        states.run(
            MapRunTest.map(
                "'Items':[1],'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject',"
                    + "'Arguments':{'Bucket':'nowhere','Prefix':'out'}}"),
            "{}");

    assertThat(ended.error()).isEqualTo("States.ResultWriterFailed");
  }
}

package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.stepfunctions.TestStates;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** State machines that begin with an inline Map, whose functions the test answers. */
abstract class OnInlineMaps {
  static final String PASS = "'Item':{'Type':'Pass','End':true}";
  static final String FAIL =
      "'Item':{'Type':'Fail','Error':'HandleItemFailError','Cause':'HandleItemFailCause'}";
  static final String CALL =
      "'Item':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{"
          + "'FunctionName':'f','Payload':'{% $states.input %}'},'TimeoutSeconds':5,"
          + "'Output':'{% $states.result.Payload %}','End':true}";

  final TestStates states = new TestStates();
  final Map<String, CompletableFuture<Invocation>> running = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    states.close();
  }

  /** A state machine whose first state is a Map, with the states of its processor. */
  static String map(String fields, String item) {
    return map(fields, item, "");
  }

  static String map(String fields, String item, String others) {
    return "{'QueryLanguage':'JSONata','StartAt':'Each','States':{'Each':{'Type':'Map',%s,'End':true,'ItemProcessor':{'StartAt':'Item','States':{%s}}}%s}}"
        .formatted(fields, item, others);
  }

  void holdAnswers() {
    states.functions.define(
        "f", payload -> running.computeIfAbsent(payload, any -> new CompletableFuture<>()));
  }
}

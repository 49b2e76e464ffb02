package dev.fanfare.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.stepfunctions.TestStates;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** A state machine with one Distributed Map, whose functions the test answers. */
abstract class OnMapRuns {
  static final String PUSH =
      """
      'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
        'StartAt':'Push','States':{'Push':{'Type':'Task',
          'Resource':'arn:aws:states:::lambda:invoke',
          'Arguments':{'FunctionName':'push','Payload':'{% $states.input %}'},
          'Output':'{% $states.result.Payload %}','End':true}}}
      """;

  final TestStates states = new TestStates();
  final ObjectMapper mapper = new ObjectMapper();
  final Map<String, CompletableFuture<Invocation>> running = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    states.close();
  }

  /** A state machine with one Map, which runs the function {@code push} for each item. */
  static String map(String fields) {
    return "{'QueryLanguage':'JSONata','StartAt':'Each','States':{'Each':{'Type':'Map','Label':'Each',"
        + fields
        + ",'End':true,"
        + PUSH
        + "}}}";
  }
}

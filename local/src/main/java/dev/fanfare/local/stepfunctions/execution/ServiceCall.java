package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The work of a Task state: one call of a service. */
interface ServiceCall {

  /**
   * Calls the service.
   *
   * @param arguments the evaluated arguments; the required one is present and a string
   * @return a future with the state's result; fails with a {@link FailedException}
   */
  CompletableFuture<Document> make(Map<String, Object> arguments);

  /** Thrown if the service returns an error or no response. */
  final class FailedException extends RuntimeException {
    private final transient Failure failure;

    FailedException(Failure failure) {
      super(failure.name());
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  static ServiceCall of(State.Integration integration, Engine engine) {
    return switch (integration) {
      case LAMBDA_INVOKE -> new LambdaInvoke(engine);
      case S3_LIST_OBJECTS -> new S3ListObjects(engine);
    };
  }
}

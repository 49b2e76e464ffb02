package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.query.Document;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results of a Map Run.
 *
 * @param children in the order of their items, all ended
 * @param pendingInputs those of children that were never started
 */
record Results(MapRunIdentity mapRun, List<Execution> children, List<Document> pendingInputs) {

  /**
   * The output of a Map without a ResultWriter: the children's outputs in the order of the items.
   */
  static Document ofSuccesses(List<Execution> children) {
    return Document.of(
        succeeded(children)
            .map(child -> child.ending().orElseThrow().output().orElseThrow().value())
            .toList());
  }

  Stream<Execution> succeeded() {
    return succeeded(children);
  }

  Stream<Execution> unsuccessful() {
    return children.stream().filter(child -> child.status() != ExecutionStatus.SUCCEEDED);
  }

  private static Stream<Execution> succeeded(List<Execution> children) {
    return children.stream().filter(child -> child.status() == ExecutionStatus.SUCCEEDED);
  }
}

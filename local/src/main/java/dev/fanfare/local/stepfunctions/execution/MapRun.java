package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.physics.MapDispatch;
import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.maprun.ItemReader;
import dev.fanfare.local.stepfunctions.maprun.MapRunCounts;
import dev.fanfare.local.stepfunctions.maprun.MapSettings;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.QueryEvaluationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a distributed Map. It starts a child execution per item, up to its concurrency, counts
 * the results, and fails if too many children fail.
 *
 * <p>A run gets one final verdict when all children have ended, too many have failed, or the parent
 * has stopped. After that, it starts no child and aborts the running ones. When the last child has
 * ended, it writes the results and calls the listener.
 */
public final class MapRun {
  private static final Logger LOG = LoggerFactory.getLogger(MapRun.class);

  /** The status of a Map Run; all but {@link #RUNNING} are final. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ABORTED
  }

  /** How a run ended: with an output, or with a failure. */
  record Outcome(Verdict verdict, Document output) {}

  /** The decision about the final status, which takes effect when all children have ended. */
  record Verdict(Status status, Optional<Failure> failure) {}

  private final Engine engine;
  private final Execution parent;
  private final MapPlan plan;
  private final BiConsumer<Outcome, Long> listener;
  private final MapRunIdentity identity;
  private final Instant startDate;
  private final List<Execution> children = new ArrayList<>();
  private final Set<ExecutionRun> running = new LinkedHashSet<>();
  private final MapDispatch dispatch;
  private MapSettings settings;
  private MapRunCounts counts = MapRunCounts.EMPTY;
  private List<Object> items = List.of();
  private Optional<Verdict> verdict = Optional.empty();
  private Status status = Status.RUNNING;
  private Optional<Instant> stopDate = Optional.empty();
  private long startedEvent;

  /** Whether the items have been read; until then, no item does not mean that all have ended. */
  private boolean isLoaded;

  /** Whether the next child starts later, at the rate of the dispatch. */
  private boolean isPaced;

  /**
   * @param listener receives the outcome and the argument of {@link #start}, once, on any thread
   */
  MapRun(
      Engine engine,
      Execution parent,
      MapPlan plan,
      MapSettings settings,
      BiConsumer<Outcome, Long> listener) {
    this.engine = engine;
    this.parent = parent;
    this.plan = plan;
    this.settings = settings;
    this.listener = listener;
    this.identity = MapRunIdentity.create(engine, parent, plan.state().label());
    this.startDate = engine.now();
    this.dispatch = engine.dispatch();
    engine.executions().put(this);
  }

  public String arn() {
    return identity.arn();
  }

  public Execution parent() {
    return parent;
  }

  /** The ARN of the children's state machine. */
  public String stateMachineArn() {
    return identity.stateMachineArn();
  }

  public Instant startDate() {
    return startDate;
  }

  public synchronized Optional<Instant> stopDate() {
    return stopDate;
  }

  /** The values of the fields that change. */
  public record Snapshot(
      Status status, Optional<Instant> stopDate, MapSettings settings, MapRunCounts counts) {}

  public synchronized Snapshot snapshot() {
    return new Snapshot(status, stopDate, settings, counts);
  }

  /** The children started so far, in the order of their items. */
  public synchronized List<Execution> children() {
    return List.copyOf(children);
  }

  /** Changes the settings. More children may start at once, or none until enough have ended. */
  public synchronized void update(UnaryOperator<MapSettings> change) {
    settings = change.apply(settings);
    if (isLoaded && status == Status.RUNNING) {
      advance();
    }
  }

  void start(long event) {
    startedEvent = event;
    engine.threads().transfers().execute(this::load);
  }

  private void load() {
    try {
      begin(plan.items().loader().get());
    } catch (ItemReader.UnreadableException e) {
      decideFailed(Failure.of(ErrorNames.ITEM_READER_FAILED, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // The run must end with a failure for every exception that a store throws.
      decideFailed(Failure.of(ErrorNames.ITEM_READER_FAILED, e.toString()));
    }
  }

  private synchronized void begin(List<Object> loaded) {
    items = loaded;
    isLoaded = true;
    counts = MapRunCounts.ofPending(items.size());
    advance();
  }

  /** Fails, starts children or succeeds, as the counts require. */
  private void advance() {
    if (verdict.isEmpty() && settings.exceededBy(counts.unsuccessful(), counts.total())) {
      decideFailed(
          Failure.of(
              ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
              "The specified tolerated failure threshold was exceeded"));
    }
    while (verdict.isEmpty()
        && counts.pending() > 0
        && counts.running() < dispatch.childrenAtOnce(settings.childrenAtOnce())
        && mayDispatch()) {
      startNext();
    }
    if (verdict.isEmpty() && counts.pending() == 0 && counts.running() == 0) {
      decide(new Verdict(Status.SUCCEEDED, Optional.empty()));
    }
  }

  /** Whether a child may start now; if not, tries again when one may. */
  private boolean mayDispatch() {
    long wait = isPaced ? 1 : dispatch.nanosUntilNext(engine.nanos());
    if (wait > 0 && !isPaced) {
      isPaced = true;
      engine.schedule(Duration.ofNanos(wait), () -> engine.threads().steps().execute(this::resume));
    }
    return wait == 0;
  }

  private synchronized void resume() {
    isPaced = false;
    advance();
  }

  private void startNext() {
    int index = children.size();
    Document input;
    try {
      input = plan.inputOf(index, items.get(index));
    } catch (QueryEvaluationException e) {
      decideFailed(Failure.of(ErrorNames.QUERY_EVALUATION_ERROR, String.valueOf(e.getMessage())));
      return;
    }
    if (input.bytes() > AwsLimits.STATE_BYTES) {
      decideFailed(StateVisit.tooLarge(plan.name()));
      return;
    }
    var child = identity.child(engine, this, index, input, plan.state().processor());
    children.add(child.execution());
    running.add(child);
    counts = counts.started();
    child
        .execution()
        .whenEnded()
        .thenAcceptAsync(ending -> childEnded(child, ending.status()), engine.threads().steps());
    child.start(Optional.empty());
  }

  private void decideFailed(Failure failure) {
    decide(new Verdict(Status.FAILED, Optional.of(failure)));
  }

  private synchronized void childEnded(ExecutionRun child, ExecutionStatus how) {
    running.remove(child);
    counts = counts.ended(how);
    if (verdict.isEmpty()) {
      advance();
    } else if (running.isEmpty()) {
      conclude();
    }
  }

  /** Aborts the run. Does nothing if it has a verdict. */
  void abort() {
    decide(new Verdict(Status.ABORTED, Optional.empty()));
  }

  private synchronized void decide(Verdict decision) {
    if (verdict.isPresent()) {
      return;
    }
    verdict = Optional.of(decision);
    if (running.isEmpty()) {
      conclude();
    } else {
      List.copyOf(running).forEach(child -> child.stop(Optional.empty(), Optional.empty()));
    }
  }

  private void conclude() {
    var decided = verdict.orElseThrow();
    var writer = plan.resultWriter();
    if (writer.isEmpty()) {
      complete(new Outcome(decided, outputs()));
      return;
    }
    engine.threads().transfers().execute(() -> complete(export(decided, writer.get())));
  }

  private Outcome export(Verdict decided, ResultWriter writer) {
    List<Document> pending;
    synchronized (this) {
      pending = pendingInputs();
    }
    try {
      return new Outcome(decided, writer.write(identity, children(), pending, engine.objects()));
    } catch (ObjectStoreException e) {
      LOG.warn("Could not write the results of {}: {}", arn(), e.getMessage());
      var failed =
          new Verdict(
              Status.FAILED,
              Optional.of(
                  Failure.of(ErrorNames.RESULT_WRITER_FAILED, String.valueOf(e.getMessage()))));
      return new Outcome(
          decided.status() == Status.SUCCEEDED ? failed : decided, Document.EMPTY_OBJECT);
    }
  }

  /** The outputs of the children that succeeded, in the order of the items. */
  private Document outputs() {
    return Document.of(
        children.stream()
            .filter(child -> child.status() == ExecutionStatus.SUCCEEDED)
            .map(child -> child.ending().orElseThrow().output().orElseThrow().value())
            .toList());
  }

  /** The inputs of the children that were not started. */
  private List<Document> pendingInputs() {
    var inputs = new ArrayList<Document>();
    for (int index = children.size(); index < items.size(); index++) {
      inputs.add(Document.of(items.get(index)));
    }
    return inputs;
  }

  private void complete(Outcome outcome) {
    synchronized (this) {
      status = outcome.verdict().status();
      stopDate = Optional.of(engine.now());
      counts = counts.written();
    }
    listener.accept(outcome, startedEvent);
  }
}

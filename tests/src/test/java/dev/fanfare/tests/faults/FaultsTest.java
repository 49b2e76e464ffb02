package dev.fanfare.tests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String PUSH = "arn:aws:lambda:us-east-1:000000000000:function:push:live";

  private final List<String> ran = new ArrayList<>();
  private final Faults faults = new Faults();
  private final FunctionInvoker functions = faults.apply(this::run);

  private CompletableFuture<Invocation> run(String function, byte[] payload) {
    ran.add(new String(payload, UTF_8));
    byte[] answer = Integer.toString(ran.size()).getBytes(UTF_8);
    return CompletableFuture.completedFuture(new Invocation("id", "1", answer, Optional.empty()));
  }

  @Test
  void invoke_noFault_returnsTheFunctionsAnswer() {
    assertThat(answer("a")).isEqualTo("1");
  }

  @Test
  void invoke_crashWhen_interruptsTheWork() {
    var work = new CompletableFuture<Invocation>();
    var end = new CompletableFuture<Void>();
    var slow = faults.apply((function, payload) -> work);
    faults.add(Calls.to("push"), Effect.crashWhen(() -> end));

    var invocation = slow.invoke(PUSH, "a".getBytes(UTF_8));
    assertThat(invocation).isNotDone();
    end.complete(null);

    assertThat(new String(invocation.join().payload(), UTF_8)).contains("\"Runtime.ExitError\"");
    assertThat(work).isCancelled();
  }

  @Test
  void invoke_crashWhenAlreadyAnswered_changesNothing() {
    var end = new CompletableFuture<Void>();
    faults.add(Calls.to("push"), Effect.crashWhen(() -> end));

    var invocation = functions.invoke(PUSH, "a".getBytes(UTF_8));
    end.complete(null);

    assertThat(new String(invocation.join().payload(), UTF_8)).isEqualTo("1");
  }

  @Test
  void invoke_crashBefore_neverRunsTheFunction() {
    faults.add(Calls.to("push"), Effect.crashBefore());

    Invocation invocation = functions.invoke(PUSH, "a".getBytes(UTF_8)).join();

    assertThat(invocation.functionError()).hasValue("Unhandled");
    assertThat(new String(invocation.payload(), UTF_8)).contains("\"Runtime.ExitError\"");
    assertThat(ran).isEmpty();
  }

  @Test
  void invoke_crashAfter_runsTheFunctionAndLosesItsAnswer() {
    faults.add(Calls.to("push"), Effect.crashAfter());

    assertThat(answer("a")).contains("Runtime.ExitError");
    assertThat(ran).containsExactly("a");
  }

  @Test
  void invoke_answerAfter_delaysOnlyTheAnswer() {
    var gate = new CompletableFuture<Void>();
    faults.add(Calls.to("push"), Effect.answerAfter(() -> gate));

    var invocation = functions.invoke(PUSH, "a".getBytes(UTF_8));

    assertThat(ran).containsExactly("a");
    assertThat(invocation).isNotDone();
    gate.complete(null);
    assertThat(invocation).isCompleted();
  }

  @Test
  void invoke_deliverTwice_runsTwiceAndReturnsTheSecondAnswer() {
    faults.add(Calls.to("push"), Effect.deliverTwice());

    assertThat(answer("a")).isEqualTo("2");
    assertThat(ran).containsExactly("a", "a");
  }

  @Test
  void invoke_nth_affectsOnlyThatCall() {
    faults.add(Calls.nth(2, Calls.to("push").and(Calls.about("x"))), Effect.crashBefore());

    List.of("x1", "a", "x2", "x3").forEach(this::answer);

    assertThat(ran).containsExactly("x1", "a", "x3");
  }

  @Test
  void invoke_aboutAShard_affectsEveryCallForIt() {
    faults.add(Calls.about("shards/1/00001.jsonl"), Effect.crashBefore());

    List.of("shards/1/00000.jsonl", "shards/1/00001.jsonl", "shards/1/00001.jsonl")
        .forEach(this::answer);

    assertThat(ran).containsExactly("shards/1/00000.jsonl");
  }

  @Test
  void invoke_otherFunction_isNotAffected() {
    faults.add(Calls.to("plan"), Effect.crashBefore());

    assertThat(answer("a")).isEqualTo("1");
  }

  @Test
  void invoke_twoFaults_bothApply() {
    faults.add(Calls.to("push"), Effect.deliverTwice());
    faults.add(Calls.to(PUSH), Effect.crashAfter());

    assertThat(answer("a")).contains("Runtime.ExitError");
    assertThat(ran).hasSize(2);
  }

  @Test
  void close_fault_hasNoFurtherEffect() {
    var fault = faults.add(Calls.to("push"), Effect.crashBefore());

    fault.close();

    assertThat(answer("a")).isEqualTo("1");
  }

  @Test
  void nth_zero_isRefused() {
    assertThatThrownBy(() -> Calls.nth(0, call -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("counted from 1");
  }

  private String answer(String payload) {
    return new String(functions.invoke(PUSH, payload.getBytes(UTF_8)).join().payload(), UTF_8);
  }
}

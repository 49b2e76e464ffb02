package dev.fanfare.tests.faults;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.FunctionName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The faults of one stack, which can be added and removed while it runs. If several affect the same
 * invocation, the last one added is the outermost.
 */
public final class Faults implements UnaryOperator<FunctionInvoker> {
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  private record Fault(Predicate<Call> struck, Effect effect) {}

  /** A fault that is active until it is closed. Invocations that it has affected stay affected. */
  public interface InForce extends AutoCloseable {
    @Override
    void close();
  }

  /** Activates a fault. */
  public InForce add(Predicate<Call> struck, Effect effect) {
    var fault = new Fault(struck, effect);
    faults.add(fault);
    return () -> faults.remove(fault);
  }

  /** The functions with these faults applied. */
  @Override
  public FunctionInvoker apply(FunctionInvoker functions) {
    return (function, payload) -> {
      FunctionInvoker invoker = functions;
      if (!faults.isEmpty()) {
        var call =
            new Call(
                FunctionName.parse(function).name(), new String(payload, StandardCharsets.UTF_8));
        for (Fault fault : faults) {
          invoker = fault.struck().test(call) ? struck(invoker, fault.effect()) : invoker;
        }
      }
      return invoker.invoke(function, payload);
    };
  }

  private static FunctionInvoker struck(FunctionInvoker invoker, Effect effect) {
    return (function, payload) -> effect.strike(() -> invoker.invoke(function, payload));
  }
}

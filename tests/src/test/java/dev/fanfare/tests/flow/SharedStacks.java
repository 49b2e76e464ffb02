package dev.fanfare.tests.flow;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends each test a stack of the kind that its class requests. Closing the test's {@link Flow}
 * returns the stack for the next test. JUnit's store closes all stacks after the last test.
 */
final class SharedStacks implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedStacks.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Flow.class;
  }

  @Override
  public Flow resolveParameter(ParameterContext parameter, ExtensionContext test) {
    StackKind kind = test.getRequiredTestClass().getAnnotation(OnStack.class).value();
    var pool =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(StackPool.class, first -> new StackPool(), StackPool.class);
    return test.getStore(NAMESPACE)
        .computeIfAbsent(Flow.class, first -> lend(pool, kind), Flow.class);
  }

  private static Flow lend(StackPool pool, StackKind kind) {
    SharedStack stack = pool.take(kind);
    return new Flow(stack, () -> pool.giveBack(kind, stack));
  }
}

package dev.fanfare.tests.flow;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts each kind of stack when it is first asked for and lets all test classes share it; JUnit's
 * store closes it after the last test, and each test's {@link Flow} after that test.
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
    var stack =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(kind, SharedStack::start, SharedStack.class);
    return test.getStore(NAMESPACE)
        .computeIfAbsent(Flow.class, first -> new Flow(stack), Flow.class);
  }
}

package dev.fanfare.tests.mirror;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the AWS operations that a handler can reach, by rapid type analysis of the bytecode. The
 * analysis follows calls and method references from the handler's own methods. A call to an
 * interface leads to those implementations that the reachable code constructs. A constructed class
 * that inherits from an external type, such as {@code Runnable}, may be called back, so all of its
 * methods count.
 */
final class SdkCalls {
  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\..+Client");

  /** Types whose methods add writes to a DynamoDB transaction. */
  private static final String TRANSACTION =
      "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";

  private static final Set<String> WRITES = Set.of("conditionCheck", "delete", "put", "update");

  /** Types that any class may inherit from and that cause no callbacks. */
  private static final Set<String> PLAIN =
      Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum", "java.lang.Comparable");

  private final Set<JavaCodeUnit> reached = new HashSet<>();
  private final Set<JavaClass> constructed = new HashSet<>();
  private final Set<JavaMethod> called = new HashSet<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
  private final Set<String> operations = new TreeSet<>();

  /** Our own compiled classes. */
  private final JavaClasses classes;

  private SdkCalls(JavaClasses classes) {
    this.classes = classes;
  }

  /** The operations, such as {@code S3Client.getObject} or {@code TransactWriteItem.put}. */
  static Set<String> of(JavaClass handler) {
    return of(handler, Handlers.CLASSES);
  }

  /** The operations that a class reaches among the given classes. */
  static Set<String> of(JavaClass handler, JavaClasses classes) {
    var calls = new SdkCalls(classes);
    handler.getCodeUnits().forEach(calls::reach);
    handler.getAllMethods().stream().filter(calls::isOurs).forEach(calls::reach);
    while (!calls.open.isEmpty()) {
      calls.follow(calls.open.pop());
    }
    return calls.operations;
  }

  private void reach(JavaCodeUnit unit) {
    if (reached.add(unit)) {
      open.push(unit);
    }
  }

  private void follow(JavaCodeUnit unit) {
    if (unit instanceof JavaConstructor && constructed.add(unit.getOwner())) {
      called.forEach(method -> reachOverride(method, unit.getOwner()));
      if (isCalledBack(unit.getOwner())) {
        unit.getOwner().getMethods().forEach(this::reach);
      }
    }
    // Static initializers run without a call.
    unit.getOwner().getStaticInitializer().ifPresent(this::reach);
    Stream.concat(unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
        .map(JavaCodeUnitAccess::getTarget)
        .forEach(this::follow);
  }

  private void follow(AccessTarget.CodeUnitAccessTarget target) {
    String owner = target.getOwner().getName();
    if (CLIENT.matcher(owner).matches()) {
      operations.add(target.getOwner().getSimpleName() + "." + target.getName());
    }
    if (owner.equals(TRANSACTION) && WRITES.contains(target.getName())) {
      operations.add("TransactWriteItem." + target.getName());
    }
    target
        .resolveMember()
        .filter(this::isOurs)
        .ifPresent(
            member -> {
              reach(member);
              if (member instanceof JavaMethod method && called.add(method)) {
                Set.copyOf(constructed).forEach(type -> reachOverride(method, type));
              }
            });
  }

  private void reachOverride(JavaMethod method, JavaClass type) {
    if (type.isAssignableTo(method.getOwner().getName())) {
      type.tryGetMethod(method.getName(), parameters(method)).ifPresent(this::reach);
    }
  }

  /** Whether external code may call methods of this type. The analysis cannot see such calls. */
  private boolean isCalledBack(JavaClass type) {
    return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
        .map(JavaClass::getName)
        .anyMatch(name -> !classes.contain(name) && !PLAIN.contains(name));
  }

  private boolean isOurs(JavaCodeUnit unit) {
    return classes.contain(unit.getOwner().getName());
  }

  private static String[] parameters(JavaMethod method) {
    return method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
  }
}

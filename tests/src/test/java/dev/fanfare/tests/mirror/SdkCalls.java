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
 * Which operations of AWS a handler can reach, found in its bytecode by rapid type analysis: from
 * the handler's own methods along calls and method references; a call to an interface goes on in
 * those implementations that are constructed somewhere on the way. A constructed class that
 * inherits from outside, such as from {@code Runnable}, may be called back: all of it counts.
 */
final class SdkCalls {
  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\..+Client");

  /** Whose methods add writes to a transaction of DynamoDB. */
  private static final String TRANSACTION =
      "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";

  private static final Set<String> WRITES = Set.of("conditionCheck", "delete", "put", "update");

  /** What any class inherits from, and nobody is called back through. */
  private static final Set<String> PLAIN =
      Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum", "java.lang.Comparable");

  private final Set<JavaCodeUnit> reached = new HashSet<>();
  private final Set<JavaClass> constructed = new HashSet<>();
  private final Set<JavaMethod> called = new HashSet<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
  private final Set<String> operations = new TreeSet<>();

  /** What is ours, as compiled. */
  private final JavaClasses classes;

  private SdkCalls(JavaClasses classes) {
    this.classes = classes;
  }

  /** The operations, such as {@code S3Client.getObject} or {@code TransactWriteItem.put}. */
  static Set<String> of(JavaClass handler) {
    return of(handler, Handlers.CLASSES);
  }

  /** The same of any class among others. */
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
    // Static initialisers run by themselves.
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

  /** Whether code that is not ours may call methods of this type, which then are not known. */
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

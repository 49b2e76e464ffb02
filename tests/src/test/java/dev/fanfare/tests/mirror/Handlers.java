package dev.fanfare.tests.mirror;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.regex.Pattern;

/** The compiled classes of the functions. */
final class Handlers {
  private static final String STREAM_HANDLER =
      "com.amazonaws.services.lambda.runtime.RequestStreamHandler";
  private static final String OBJECT_HANDLER =
      "com.amazonaws.services.lambda.runtime.RequestHandler";

  private static final Pattern ELSEWHERE = Pattern.compile(".*/dev/fanfare/(local|cli|tests)/.*");

  /** All classes of the module {@code lambdas}. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.matches(ELSEWHERE))
          .importPackages("dev.fanfare");

  private Handlers() {}

  /** The classes that Lambda could invoke. */
  static List<JavaClass> all() {
    return CLASSES.stream().filter(Handlers::isHandler).toList();
  }

  static boolean isHandler(JavaClass type) {
    return !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && (type.isAssignableTo(STREAM_HANDLER) || type.isAssignableTo(OBJECT_HANDLER));
  }
}

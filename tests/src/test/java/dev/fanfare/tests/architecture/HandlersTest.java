package dev.fanfare.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.fanfare.handlers.StepHandler;
import java.util.List;
import java.util.stream.Stream;

/** A function's name determines the name of its handler, its payload and its result. */
@AnalyzeClasses(packages = "dev.fanfare.handlers", importOptions = DoNotIncludeTests.class)
class HandlersTest {

  /** API Gateway invokes Authorize with a handshake, whose format AWS defines. */
  private static final List<String> NOT_OURS = List.of("Handshake");

  @ArchTest
  static void payloadsAndResults_areNamedAfterTheirHandler(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(type -> type.isAssignableTo(StepHandler.class))
                .filter(type -> !type.isEquivalentTo(StepHandler.class))
                .flatMap(HandlersTest::misnamed))
        .isEmpty();
  }

  private static Stream<String> misnamed(JavaClass handler) {
    String step = handler.getSimpleName().replaceAll("Handler$", "");
    var base = (JavaParameterizedType) handler.getSuperclass().orElseThrow();
    var names =
        base.getActualTypeArguments().stream()
            .map(type -> type.toErasure().getSimpleName())
            .toList();
    return Stream.concat(
            Stream.of(names.get(0))
                .filter(name -> !name.equals(step + "Payload") && !NOT_OURS.contains(name)),
            Stream.of(names.get(1)).filter(name -> !name.equals(step + "Result")))
        .map(name -> handler.getSimpleName() + " has " + name);
  }
}

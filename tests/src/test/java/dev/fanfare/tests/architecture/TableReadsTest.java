package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.fanfare.tests.architecture.Parts.LAMBDAS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * How code reads tables: only a broadcast to everyone uses a Scan, and a Query continues from its
 * last key. {@code DynamoAudiencesIT} checks the calls that audiences make at run time.
 */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class TableReadsTest {

  /** Classes whose Query ends with its first page: the index holds one row for each id. */
  private static final Set<String> ONE_ROW = Set.of("DynamoConnectionTable");

  @ArchTest
  static final ArchRule A_SCAN_IS_FOR_EVERYONE =
      noClasses()
          .that(LAMBDAS.and(not(simpleName("DynamoConnectionRows"))))
          .should(call("scan.*", DynamoDbClient.class))
          .because("a Scan reads all rows, even if only a few are needed");

  @ArchTest
  static void scan_ofConnectionRows_isCalledForEveryoneAlone(JavaClasses classes) {
    assertThat(
            classes.stream()
                .flatMap(TableReadsTest::uses)
                .filter(use -> use.getTargetOwner().getSimpleName().equals("DynamoConnectionRows"))
                .filter(use -> use.getTarget().getName().equals("scan"))
                .map(use -> use.getOriginOwner().getSimpleName())
                .collect(Collectors.toSet()))
        .containsExactly("EveryoneAudience");
  }

  @ArchTest
  static final ArchRule A_QUERY_IS_PAGED =
      classes()
          .that(LAMBDAS.and(callingQuery()).and(not(named(ONE_ROW))))
          .should(call("exclusiveStartKey", QueryRequest.Builder.class))
          .andShould(call("lastEvaluatedKey", QueryResponse.class))
          .because("DynamoDB ends a page at 1 MB without an error");

  private static DescribedPredicate<JavaClass> callingQuery() {
    return DescribedPredicate.describe(
        "call Query", type -> uses(type).anyMatch(use -> is(use, "query", DynamoDbClient.class)));
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return DescribedPredicate.describe(
        "named " + names, type -> names.contains(type.getSimpleName()));
  }

  private static ArchCondition<JavaClass> call(String method, Class<?> owner) {
    return new ArchCondition<>("call " + owner.getSimpleName() + "." + method) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean calls = uses(type).anyMatch(use -> is(use, method, owner));
        String description = type.getName() + (calls ? " calls " : " does not call ") + method;
        events.add(new SimpleConditionEvent(type, calls, description));
      }
    };
  }

  private static boolean is(JavaCodeUnitAccess<?> use, String method, Class<?> owner) {
    return use.getTargetOwner().isEquivalentTo(owner) && use.getTarget().getName().matches(method);
  }

  private static Stream<JavaCodeUnitAccess<?>> uses(JavaClass type) {
    return Stream.concat(
        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream());
  }
}

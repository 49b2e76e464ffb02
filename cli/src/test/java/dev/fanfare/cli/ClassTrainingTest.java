package dev.fanfare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ClassTrainingTest {
  private final Properties before = (Properties) System.getProperties().clone();

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  /** A failing command would leave most classes out of the archive, and nobody would notice. */
  @Test
  void run_listOfTheTrainingStack_succeeds() {
    assertThat(ClassTraining.run()).isZero();
  }
}

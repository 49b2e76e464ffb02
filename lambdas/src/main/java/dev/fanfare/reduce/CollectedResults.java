package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * How far the results of a failed Map Run are collected.
 *
 * @param mapRunArn the Map Run; null if none was started
 * @param folder where the result files are written; null if there is no Map Run, or if Step
 *     Functions wrote its results
 * @param files result files written so far
 * @param pageToken the next page of its child executions; null at the beginning
 * @param manifestKey lists the result files; null until all are written, or if there are none
 * @param finished whether nothing is left to collect
 */
record CollectedResults(
    @Nullable String mapRunArn,
    @Nullable String folder,
    int files,
    @Nullable String pageToken,
    @Nullable String manifestKey,
    boolean finished) {

  static CollectedResults none() {
    return new CollectedResults(null, null, 0, null, null, true);
  }

  static CollectedResults from(String mapRunArn, String folder) {
    return new CollectedResults(mapRunArn, folder, 0, null, null, false);
  }

  /**
   * @param nextToken null after the last page
   */
  CollectedResults withPage(@Nullable String nextToken) {
    return new CollectedResults(mapRunArn, folder, files + 1, nextToken, null, false);
  }

  CollectedResults finishedWith(String manifest) {
    return new CollectedResults(mapRunArn, folder, files, null, manifest, true);
  }

  @JsonIgnore
  String resultFile(int number) {
    return folder + "SUCCEEDED_" + number + ".json";
  }
}

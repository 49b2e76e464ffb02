package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How far the results of a failed Map Run are collected.
 *
 * @param mapRunArn the Map Run; null if none was started
 * @param folder where the result files are written
 * @param files result files written so far
 * @param pageToken the next page of its child executions; null at the beginning
 * @param manifestKey lists the result files; null until all are written, or if there are none
 * @param finished whether nothing is left to collect
 */
record CollectedResults(
    String mapRunArn,
    String folder,
    int files,
    String pageToken,
    String manifestKey,
    boolean finished) {

  static CollectedResults none() {
    return new CollectedResults(null, null, 0, null, null, true);
  }

  static CollectedResults from(String mapRunArn, String folder) {
    return new CollectedResults(mapRunArn, folder, 0, null, null, false);
  }

  CollectedResults withPage(String nextToken) {
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

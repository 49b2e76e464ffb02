package dev.fanfare.start;

/** Records that no retry can mend. */
interface RejectedRecords {

  /**
   * Makes a record visible at once, so that its receives are used up and the redrive policy moves
   * it.
   */
  void release(String receiptHandle);
}

package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ResultExport;
import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the results of a Map Run to S3: {@code SUCCEEDED_n.json}, {@code FAILED_n.json} and {@code
 * PENDING_n.json}, and a manifest that lists them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html">
 *     ResultWriter</a>
 */
record ResultWriter(String bucket, String prefix, boolean isCompact) {
  private static final Map<String, Object> INCLUDED = Map.of("Included", true);

  /** Creates a writer from the evaluated arguments of a definition. */
  static ResultWriter of(ResultExport export, Map<String, Object> arguments) {
    var prefix = String.valueOf(arguments.getOrDefault("Prefix", ""));
    return new ResultWriter(String.valueOf(arguments.get("Bucket")), prefix, export.isCompact());
  }

  /**
   * Writes all results. Blocks.
   *
   * @param children ended children, in the order of their items
   * @param pendingInputs the inputs of children that never started
   * @return the output of the Map
   * @throws ObjectStoreException if a file cannot be written
   */
  Document write(
      MapRunIdentity mapRun,
      List<Execution> children,
      List<Document> pendingInputs,
      ObjectStore objects) {
    var folder = folder(mapRun.id());
    var files = new LinkedHashMap<String, Object>();
    var failed = new ResultFiles(objects, bucket, folder + "FAILED_");
    children.stream()
        .filter(child -> child.status() != ExecutionStatus.SUCCEEDED)
        .map(ResultWriter::entry)
        .forEach(failed::add);
    files.put("FAILED", failed.close());
    var pending = new ResultFiles(objects, bucket, folder + "PENDING_");
    for (int i = 0; i < pendingInputs.size(); i++) {
      var name = mapRun.childName(children.size() + i);
      pending.add(pending(mapRun, name, pendingInputs.get(i)));
    }
    files.put("PENDING", pending.close());
    var succeeded = new ResultFiles(objects, bucket, folder + "SUCCEEDED_");
    children.stream()
        .filter(child -> child.status() == ExecutionStatus.SUCCEEDED)
        .map(this::successEntry)
        .forEach(succeeded::add);
    files.put("SUCCEEDED", succeeded.close());
    return writeManifest(mapRun.arn(), folder + "manifest.json", files, objects);
  }

  private Document writeManifest(
      String mapRunArn, String key, Map<String, Object> files, ObjectStore objects) {
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("DestinationBucket", bucket);
    manifest.put("MapRunArn", mapRunArn);
    manifest.put("ResultFiles", files);
    objects.write(bucket, key, utf8(Document.of(manifest).text()));
    var details = new LinkedHashMap<String, Object>();
    details.put("Bucket", bucket);
    details.put("Key", key);
    var output = new LinkedHashMap<String, Object>();
    output.put("MapRunArn", mapRunArn);
    output.put("ResultWriterDetails", details);
    return Document.of(output);
  }

  private String folder(String mapRunId) {
    var parent = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    return parent + mapRunId + "/";
  }

  private Document successEntry(Execution child) {
    return isCompact ? child.ending().orElseThrow().output().orElseThrow() : entry(child);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The numbered files of one kind of result. Each is a JSON array that is not empty. */
  private static final class ResultFiles {
    /**
     * The size of a full file in characters. AWS starts a new file at 5 GB; here a file must fit in
     * memory.
     */
    private static final int FULL_FILE_CHARS = 64 * 1024 * 1024;

    private final ObjectStore objects;
    private final String bucket;
    private final String keyPrefix;
    private final List<Object> written = new ArrayList<>();
    private StringBuilder open = new StringBuilder();

    ResultFiles(ObjectStore objects, String bucket, String keyPrefix) {
      this.objects = objects;
      this.bucket = bucket;
      this.keyPrefix = keyPrefix;
    }

    void add(Document entry) {
      open.append(open.isEmpty() ? '[' : ',').append(entry.text());
      if (open.length() >= FULL_FILE_CHARS) {
        flush();
      }
    }

    /** Writes the rest and returns the manifest's list of all files. */
    List<Object> close() {
      if (!open.isEmpty()) {
        flush();
      }
      return written;
    }

    private void flush() {
      var content = utf8(open.append(']').toString());
      var key = keyPrefix + written.size() + ".json";
      objects.write(bucket, key, content);
      var file = new LinkedHashMap<String, Object>();
      file.put("Key", key);
      file.put("Size", content.length);
      written.add(file);
      open = new StringBuilder();
    }
  }

  /** The entry of a child that has ended, with input and output as JSON in strings. */
  private static Document entry(Execution child) {
    var ending = child.ending().orElseThrow();
    var entry = new LinkedHashMap<String, Object>();
    ending.cause().ifPresent(cause -> entry.put("Cause", cause));
    ending.error().ifPresent(error -> entry.put("Error", error));
    entry.put("ExecutionArn", child.arn());
    entry.put("Input", child.input().text());
    entry.put("InputDetails", INCLUDED);
    entry.put("Name", child.identity().name());
    if (ending.output().isPresent()) {
      entry.put("Output", ending.output().get().text());
      entry.put("OutputDetails", INCLUDED);
    }
    entry.put("RedriveCount", 0);
    child.showRedrive(
        status -> entry.put("RedriveStatus", status),
        reason -> entry.put("RedriveStatusReason", reason));
    entry.put("StartDate", Timestamps.iso(child.identity().startDate()));
    entry.put("StateMachineArn", child.identity().stateMachineArn());
    entry.put("Status", ending.status().name());
    entry.put("StopDate", Timestamps.iso(ending.stopDate()));
    return Document.of(entry);
  }

  /** The entry of a child that never started. */
  private static Document pending(MapRunIdentity mapRun, String name, Document input) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("Input", input.text());
    entry.put("InputDetails", INCLUDED);
    entry.put("Name", name);
    entry.put("StateMachineArn", mapRun.stateMachineArn());
    entry.put("Status", "PENDING");
    return Document.of(entry);
  }
}

package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Location of the ResultWriter's manifest, with Step Functions' field names. Ignores fields that
 * Step Functions may add later.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultLocation(
    @JsonProperty("Bucket") String bucket, @JsonProperty("Key") String manifestKey) {}

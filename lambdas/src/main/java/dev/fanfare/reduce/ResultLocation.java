package dev.fanfare.reduce;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where the ResultWriter put its manifest, in the spelling of Step Functions. Fields that Step
 * Functions may add later are ignored.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultLocation(
    @JsonProperty("Bucket") String bucket, @JsonProperty("Key") String manifestKey) {}

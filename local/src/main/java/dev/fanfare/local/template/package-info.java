/**
 * The template: reads the SAM template that deploys to AWS and says what it means on one machine.
 *
 * <p>A file becomes typed resources in steps, one class each: {@code TemplateFile} (YAML to {@code
 * Value}), {@code Parameters}, {@code Conditions} and {@code Globals} (what is given), {@code
 * Declaration} and {@code Dependencies} (what refers to what), {@code Intrinsics} (what
 * CloudFormation computes), {@code ShapeCheck} (what a property may be) and one class per resource
 * type, such as {@code QueueType}, which holds the type's table of properties and reads its record.
 *
 * <p>Nothing is skipped in silence: what the local stack does not know is a {@link
 * dev.fanfare.local.template.Problem}, and what it accepts without acting on it is a {@link
 * dev.fanfare.local.template.NoEffect}. No server is started here and no AWS client is used.
 */
package dev.fanfare.local.template;

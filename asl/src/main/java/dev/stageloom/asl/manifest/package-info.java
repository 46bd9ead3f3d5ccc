/**
 * The manifest that the annotation processor writes for each workflow, {@code
 * META-INF/stageloom/{workflow}.json}, and how the tools that deploy and run workflows find it.
 */
package dev.stageloom.asl.manifest;

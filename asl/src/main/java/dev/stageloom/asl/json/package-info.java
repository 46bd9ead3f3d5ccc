/**
 * JSON text to plain Java values and back, without a dependency: what the definitions and manifests
 * are read and written with.
 */
package dev.stageloom.asl.json;

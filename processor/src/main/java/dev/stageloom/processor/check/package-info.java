/**
 * The rules: what AWS, Spark or the contract between stages would refuse. Works on the model only.
 */
package dev.stageloom.processor.check;

"""Training of the networks. Needs torch, numpy, opencv and safetensors only, so that it runs on a bare GPU machine."""
